@echo off
rem Everything that must hold: lint, format, types, the floors of the house and all tests. The same as check, for Windows.
setlocal
pushd "%~dp0"
call .\start.cmd --setup-only dev || exit /b 1
set "python=.venv\Scripts\python.exe"
set "QT_QPA_PLATFORM=offscreen"
set "QT_QPA_FONTDIR=%cd%\resources\fonts"
set "failed=0"
"%python%" -m ruff check . || set "failed=1"
"%python%" -m ruff format --check . || set "failed=1"
"%python%" -m mypy || set "failed=1"
"%python%" -c "from importlinter.cli import lint_imports_command; lint_imports_command()" || set "failed=1"
"%python%" -m pytest -m "not slow" %* || set "failed=1"
exit /b %failed%
