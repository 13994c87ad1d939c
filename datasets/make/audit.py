"""The one table written by hand: three sign-ups, screen by screen.

The planted contrasts are listed in form_audit.yaml and tested in tests/test_datasets.py: change a row here and that
test says which of them no longer holds.
"""

from __future__ import annotations

from make.table import Table

_ROWS = """\
product,step,screen,fields,defaults,error_style,timer,contrast_ratio
Parcello,1,Your email,1,none,inline,0,13.1
Parcello,2,Six-digit code,1,none,inline,0,11.4
Parcello,3,Your name,2,none,inline,0,12.6
Parcello,4,Where parcels go,3,helpful,inline,0,9.8
Parcello,5,Parcel alerts,1,none,none,0,7.2
Parcello,6,Track a first parcel,1,helpful,inline,0,10.5
Threadly,1,Email and password,2,none,inline,0,10.9
Threadly,2,Confirm your email,1,none,inline,0,8.6
Threadly,3,About you,3,none,summary,0,7.4
Threadly,4,Buyer or maker,1,helpful,none,0,9.2
Threadly,5,Crafts you like,2,none,none,0,5.3
Threadly,6,Delivery address,5,helpful,summary,0,6.8
Threadly,7,News and offers,2,pre-ticked marketing,none,0,3.1
Threadly,8,First picks,1,none,none,0,5.9
MazeForm,1,Find the way in,1,none,none,0,2.1
MazeForm,2,Email in four boxes,4,misleading,clears form,60,3.9
MazeForm,3,Secret password rules,2,none,clears form,60,5.4
MazeForm,4,Cookie wall,3,pre-ticked marketing,none,0,2.8
MazeForm,5,Untick your interests,7,pre-ticked marketing,summary,45,7.8
MazeForm,6,Photo and life story,3,none,summary,45,4.7
MazeForm,7,Address with fax,9,misleading,clears form,90,6.3
MazeForm,8,Birthday by slider,5,misleading,clears form,30,3.2
MazeForm,9,Prove you are human,2,none,clears form,20,1.9
MazeForm,10,Yes means no,2,pre-ticked marketing,none,10,2.6
"""


def form_audit() -> Table:
    """Give the screens."""
    header, *rows = [line.split(",") for line in _ROWS.splitlines()]
    return Table("form_audit", header, rows)
