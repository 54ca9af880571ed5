"""People whose identity is protected.

Offentlighets- och sekretesslagen (2009:400) 21:3, 22:1; folkbokföringslagen (1991:481) 16 and 17 h §§.
"""

PROTECTED = "Skyddad person"
"""What others read in place of a protected person's name, where no signature is chosen for them."""
