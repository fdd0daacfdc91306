Attribute VB_Name = "Buttons"
Option Explicit

' One Sub for each button. What it does is in Python: toolkit/buttons.py.

Public Sub CheckWorkbook()
    RunPython "import toolkit.buttons; toolkit.buttons.check()"
End Sub

Public Sub UpdateWorkbook()
    RunPython "import toolkit.buttons; toolkit.buttons.update()"
End Sub

Public Sub WritePapers()
    RunPython "import toolkit.buttons; toolkit.buttons.papers()"
End Sub

Public Sub WritePublishedPapers()
    RunPython "import toolkit.buttons; toolkit.buttons.published_papers()"
End Sub

Public Sub TakeInPastedFigures()
    RunPython "import toolkit.buttons; toolkit.buttons.take_in_pasted_figures()"
End Sub

Public Sub ClosePeriod()
    RunPython "import toolkit.buttons; toolkit.buttons.close_period()"
End Sub

Public Sub WritePlanChanges()
    RunPython "import toolkit.buttons; toolkit.buttons.plan_changes()"
End Sub

Public Sub ReleaseFigures()
    RunPython "import toolkit.buttons; toolkit.buttons.release_figures()"
End Sub
