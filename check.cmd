@echo off
rem Everything that must hold: lint, format, types, the floors of the house and all tests. The same as check, for Windows.
setlocal
pushd "%~dp0"
call .\start.cmd --setup-only dev || exit /b 1
set "python=.venv\Scripts\python.exe"
rem As in start.cmd (a test compares): what other programs have set must not reach what is started here.
for %%v in (PYTHONHOME PYTHONPATH PYTHONPLATLIBDIR PYTHONEXECUTABLE PYTHONUSERBASE PYTHONSTARTUP PYTHONINSPECT PYTHONOPTIMIZE) do set "%%v="
for %%v in (PYTHONDEBUG PYTHONVERBOSE PYTHONWARNINGS PYTHONDEVMODE PYTHONBREAKPOINT PYTHONHASHSEED PYTHONMALLOC PYTHONTRACEMALLOC) do set "%%v="
for %%v in (PYTHONPROFILEIMPORTTIME PYTHONFAULTHANDLER PYTHONPYCACHEPREFIX PYTHONCASEOK) do set "%%v="
for %%v in (QT_PLUGIN_PATH QT_QPA_PLATFORM_PLUGIN_PATH QML_IMPORT_PATH QML2_IMPORT_PATH) do set "%%v="
for %%v in (PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_REQUIREMENT PIP_CONSTRAINT PIP_EDITABLE PIP_DRY_RUN PIP_NO_DEPS PIP_NO_BINARY) do set "%%v="
set "QT_QPA_PLATFORM=offscreen"
rem The tests start the program a hundred times: it is compiled once, also where other programs shall leave nothing behind.
set "PYTHONDONTWRITEBYTECODE="
set "QT_QPA_FONTDIR=%cd%\resources\fonts"
set "failed=0"
"%python%" -m ruff check . || set "failed=1"
"%python%" -m ruff format --check . || set "failed=1"
"%python%" -m mypy || set "failed=1"
"%python%" -c "from importlinter.cli import lint_imports_command; lint_imports_command()" || set "failed=1"
"%python%" -m pytest -m "not slow" -n auto --maxprocesses=5 --dist=loadfile --no-loadscope-reorder %* || set "failed=1"
exit /b %failed%
