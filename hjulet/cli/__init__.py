"""The hjulet command."""
