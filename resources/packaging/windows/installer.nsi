; The installer for one user: no administrator, no network, nothing outside the user's own folders and registry.
;   /S silent · /D=FOLDER where (last) · /DESKTOP=1 an icon on the desktop too · exit code 0 done, 1 left, 2 could not
Unicode true
Target amd64-unicode ; every part is 64 bit, so is the installer
SetDateSave off
SetCompressor /SOLID lzma
SetCompressorDictSize 32
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
Name "Nettverk"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Nettverk"
InstallDirRegKey HKCU "Software\Nettverk" "Folder"
BrandingText "Nettverk ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "Nettverk"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Nettverk"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

!ifdef SIGN
!uninstfinalize '${SIGN} "%1"' = 0
!endif

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Nettverk"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\Nettverk.exe"
!define MUI_COMPONENTSPAGE_NODESC
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Norwegian"
!insertmacro MUI_LANGUAGE "NorwegianNynorsk"
!insertmacro MUI_LANGUAGE "English"

LangString PROGRAM ${LANG_NORWEGIAN} "Nettverk"
LangString PROGRAM ${LANG_NORWEGIANNYNORSK} "Nettverk"
LangString PROGRAM ${LANG_ENGLISH} "Nettverk"
LangString DESKTOP ${LANG_NORWEGIAN} "Ikon på skrivebordet"
LangString DESKTOP ${LANG_NORWEGIANNYNORSK} "Ikon på skrivebordet"
LangString DESKTOP ${LANG_ENGLISH} "Icon on the desktop"
LangString FILES ${LANG_NORWEGIAN} "Åpne .db-filer med dobbeltklikk"
LangString FILES ${LANG_NORWEGIANNYNORSK} "Opne .db-filer med dobbeltklikk"
LangString FILES ${LANG_ENGLISH} "Open .db files by double click"
LangString KIND ${LANG_NORWEGIAN} "Nettverk-fil"
LangString KIND ${LANG_NORWEGIANNYNORSK} "Nettverk-fil"
LangString KIND ${LANG_ENGLISH} "Nettverk file"
LangString RUNNING ${LANG_NORWEGIAN} "Nettverk er åpent. Lukk vinduet, og prøv igjen."
LangString RUNNING ${LANG_NORWEGIANNYNORSK} "Nettverk er ope. Lat att vindauget, og prøv igjen."
LangString RUNNING ${LANG_ENGLISH} "Nettverk is open. Close its window, and try again."
LangString TOO_OLD ${LANG_NORWEGIAN} "Nettverk trenger Windows 10 eller nyere, 64 bit."
LangString TOO_OLD ${LANG_NORWEGIANNYNORSK} "Nettverk treng Windows 10 eller nyare, 64 bit."
LangString TOO_OLD ${LANG_ENGLISH} "Nettverk needs Windows 10 or newer, 64 bit."
LangString LEFT ${LANG_NORWEGIAN} "Det du har skrevet, er ikke rørt. Det ligger i %LOCALAPPDATA%\Nettverk."
LangString LEFT ${LANG_NORWEGIANNYNORSK} "Det du har skrive, er ikkje rørt. Det ligg i %LOCALAPPDATA%\Nettverk."
LangString LEFT ${LANG_ENGLISH} "What you have written is left as it was, in %LOCALAPPDATA%\Nettverk."

!macro StopWhenOpen FOLDER
  ; A program that runs cannot be written to. Nothing has been changed yet when this stops.
  IfFileExists "${FOLDER}\Nettverk.exe" 0 +7
    ClearErrors
    FileOpen $0 "${FOLDER}\Nettverk.exe" a
    IfErrors 0 +3
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDOK
      Goto stop_open
    FileClose $0
  Goto not_open
  stop_open:
    SetErrorLevel 2
    Quit
  not_open:
!macroend

!macro RemoveProgram FOLDER
  ; Only what this installer has laid there, by name: never the whole folder, which somebody may have chosen.
  ; Set aside in one stroke first, which Windows refuses while anything in it is in use (the command line's twin is no
  ; window that could be seen open); what has just ended may hold on to its files for a moment.
  StrCpy $1 0
  ${Do}
    ClearErrors
    RMDir /r "${FOLDER}\program.old"
    ClearErrors
    ${IfNot} ${FileExists} "${FOLDER}\program\*.*"
      ${ExitDo}
    ${EndIf}
    Rename "${FOLDER}\program" "${FOLDER}\program.old"
    ${IfNot} ${Errors}
      ${ExitDo}
    ${EndIf}
    Sleep 250
    IntOp $1 $1 + 1
    SetErrors
  ${LoopUntil} $1 > 20
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  StrCpy $1 0
  ${DoWhile} ${FileExists} "${FOLDER}\program.old\*.*"
    RMDir /r "${FOLDER}\program.old"
    Sleep 50
    IntOp $1 $1 + 1
    ${If} $1 > 40
      ${ExitDo} ; the next one that is installed takes it away
    ${EndIf}
  ${Loop}
  RMDir /r "${FOLDER}\bin"
  RMDir /r "${FOLDER}\lisenser"
  Delete "${FOLDER}\Nettverk.exe"
  Delete "${FOLDER}\LES MEG.txt"
  Delete "${FOLDER}\innhold.txt"
  Delete "${FOLDER}\sbom.cdx.json"
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/DESKTOP=" $2
  StrCmp $2 "1" 0 +2
    SectionSetFlags 1 1
FunctionEnd

Section "$(PROGRAM)" SecProgram
  SectionIn RO
  !insertmacro StopWhenOpen "$INSTDIR"
  SetOverwrite on
  !insertmacro RemoveProgram "$INSTDIR"
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${TREE}\*"
  IfErrors 0 +3
    SetErrorLevel 2
    Abort
  WriteUninstaller "$INSTDIR\Avinstaller.exe"
  CreateShortcut "$SMPROGRAMS\Nettverk.lnk" "$INSTDIR\Nettverk.exe"
  WriteRegStr HKCU "Software\Nettverk" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Nettverk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Nettverk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Nettverk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Avinstaller.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Avinstaller.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section /o "$(DESKTOP)" SecDesktop
  CreateShortcut "$DESKTOP\Nettverk.lnk" "$INSTDIR\Nettverk.exe"
SectionEnd

Section "$(FILES)" SecFiles
  WriteRegStr HKCU "Software\Classes\Nettverk.db" "" "$(KIND)"
  WriteRegStr HKCU "Software\Classes\Nettverk.db\DefaultIcon" "" "$INSTDIR\Nettverk.exe,0"
  WriteRegStr HKCU "Software\Classes\Nettverk.db\shell\open\command" "" '"$INSTDIR\Nettverk.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.db\OpenWithProgids" "Nettverk.db" ""
  ; Whatever opens .db already goes on doing so; then we are one of those that Windows offers.
  ReadRegStr $0 HKCR ".db" ""
  StrCmp $0 "" 0 +2
    WriteRegStr HKCU "Software\Classes\.db" "" "Nettverk.db"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro StopWhenOpen "$INSTDIR"
  !insertmacro RemoveProgram "$INSTDIR"
  Delete "$INSTDIR\Avinstaller.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Nettverk.lnk"
  Delete "$DESKTOP\Nettverk.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.db" ""
  StrCmp $0 "Nettverk.db" 0 +2
    DeleteRegValue HKCU "Software\Classes\.db" ""
  DeleteRegValue HKCU "Software\Classes\.db\OpenWithProgids" "Nettverk.db"
  DeleteRegKey /ifempty HKCU "Software\Classes\.db\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.db"
  DeleteRegKey HKCU "Software\Classes\Nettverk.db"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Nettverk"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  DetailPrint "$(LEFT)"
SectionEnd
