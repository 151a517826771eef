"""LibreOffice as a witness of Word files: it accepts or rejects every change itself, and what is left is read.

A macro does it, in a profile of its own that is gone afterwards; nothing of the user's is read or written.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ACCEPT, REJECT = "AcceptAllTrackedChanges", "RejectAllTrackedChanges"
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Settle"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub Settled(given As String, kept As String, change As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot;
  hidden(0).Value = True
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = &quot;FilterName&quot;
  form(0).Value = &quot;Office Open XML Text&quot;
  text = StarDesktop.loadComponentFromURL(given, &quot;_blank&quot;, 0, hidden())
  sender = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
  sender.executeDispatch(text.CurrentController.Frame, &quot;.uno:&quot; &amp; change, &quot;&quot;, 0, Array())
  text.storeToURL(kept, form())
  text.close(True)
End Sub
</script:module>
"""


def is_here() -> bool:
    """Whether LibreOffice is on the path."""
    return shutil.which("soffice") is not None


def settled(docx: bytes, changes: Sequence[str] = (ACCEPT, REJECT)) -> list[bytes]:
    """A Word file as LibreOffice leaves it, with every change accepted, and with every change rejected."""
    with TemporaryDirectory() as folder:
        given = Path(folder) / "given.docx"
        given.write_bytes(docx)
        profile = _profile(Path(folder) / "profile")
        return [_settled(given, Path(folder) / f"{change}.docx", change, profile) for change in changes]


def _profile(folder: Path) -> str:
    """A profile with the macro in it, once LibreOffice has made its own files there."""
    profile = f"-env:UserInstallation={folder.as_uri()}"
    _run(profile, "--terminate_after_init")
    library = folder / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Settle.xba").write_text(_MODULE, encoding="utf-8")
    return profile


def _settled(given: Path, kept: Path, change: str, profile: str) -> bytes:
    _run(profile, f'macro:///Standard.Settle.Settled("{given.as_uri()}","{kept.as_uri()}","{change}")')
    return kept.read_bytes()


def _run(profile: str, asked: str) -> None:
    subprocess.run(["soffice", profile, "--headless", asked], capture_output=True, check=True, timeout=600)
