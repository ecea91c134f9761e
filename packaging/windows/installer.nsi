; The installer for Windows: for one user without administrator rights, for all with them.
; Compiled by installer.py, which names: NAME TITLE VERSION NUMBERS PUBLISHER COPYRIGHT SUMMARY
; BUNDLE (the folder to install) LIST (what is in it) ICON PICTURE OUTFILE, and, where they apply,
; TARGET (the stub to use) and SIGN (the command that signs a file).
; README.md beside this file has the switches and exit codes.

Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
Name "${TITLE}"
Caption "$(SetupCaption)"
UninstallCaption "$(RemovalCaption)"
OutFile "${OUTFILE}"
BrandingText "${TITLE} ${VERSION}"
RequestExecutionLevel user ; asks for more only when all users were chosen
ManifestDPIAware true
ManifestSupportedOS all
CRCCheck force
AllowSkipFiles off ; what cannot be written ends the installation, also a silent one
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include StrFunc.nsh
!include TextFunc.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

${Using:StrFunc} StrStr
${Using:StrFunc} UnStrStr
!insertmacro GetParameters
!insertmacro GetOptions
!insertmacro VersionCompare

; Exit codes; 0, 1 (cancelled) and 2 (a file could not be written) are the compiler's own.
!define NEEDS_ADMINISTRATOR 4
!define IS_RUNNING 5
!define WRONG_WINDOWS 6
!define NOT_WRITABLE 7
!define IS_OLDER 8

!define EXE "${NAME}.exe"
!define LISTED "installed-files.txt"
!define UNINSTALLER "uninstall.exe"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\${EXE}"
!define SETTINGS "Software\${NAME}"
!define OLDEST_BUILD 17763 ; Windows 10 1809: Qt 6.11 starts on nothing older
!define SHARING_VIOLATION 32
; Windows' numbers of languages, of any country.
!define LANGUAGE_ALONE 0x3FF
!define FRENCH 0x0C
!define ENGLISH 0x09
!define TRIES 6 ; half a second apart: a virus scanner may be reading the program

Var Scope ; "user" or "machine"
Var UserData
Var OldFolder
Var Folder ; whose listed files go
Var Left ; how many of them could not
Var ForUser
Var ForMachine
Var DeleteData
Var DeleteCredentials
Var DataBox
Var CredentialsBox

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "$(StopInstalling)"
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_LANGDLL_WINDOWTITLE "${TITLE}"
!define MUI_LANGDLL_INFO "Choisissez une langue. / Please choose a language."
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${SETTINGS}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "InstallerLanguage"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_FINISHPAGE_TITLE "$(FinishTitle)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_FINISHPAGE_NOREBOOTSUPPORT

Page custom AskScope TakeScope
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_SUBTEXT "$(Installing)"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.AskRemoval un.TakeRemoval
!define MUI_PAGE_HEADER_SUBTEXT "$(Removing)"
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English" ; the first is that of all who speak neither
!insertmacro MUI_LANGUAGE "French"
!include words.nsh
!insertmacro MUI_RESERVEFILE_LANGDLL

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro VersionWords LANGUAGE DESCRIPTION
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${TITLE}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${DESCRIPTION}"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "${PUBLISHER}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "${COPYRIGHT}"
  VIAddVersionKey /LANG=${LANGUAGE} "OriginalFilename" "${SETUP}"
!macroend
!insertmacro VersionWords ${LANG_ENGLISH} "Installs ${TITLE}"
!insertmacro VersionWords ${LANG_FRENCH} "Installe ${TITLE}"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"'
!endif

; ---- what installing and removing have in common

!macro EndWith CODE
  SetErrorLevel ${CODE}
  Quit
!macroend

!macro Refuse CODE TEXT ; says why, unless nobody is to be asked
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  !insertmacro EndWith ${CODE}
!macroend

!macro Common UN FIND

; Waits for the program in $Folder to end, or ends with IS_RUNNING: a file that runs cannot be
; opened for writing. No rights to write it is another matter.
Function ${UN}RequireNotRunning
  StrCpy $2 0
  again:
  IfFileExists "$Folder\${EXE}" 0 free
  System::Call 'kernel32::CreateFileW(w "$Folder\${EXE}", i 0x40000000, i 7, p 0, i 3, i 0, p 0) p .r0 ?e'
  Pop $1
  ${If} $0 <> -1
    System::Call 'kernel32::CloseHandle(p r0)'
    Goto free
  ${EndIf}
  ${If} $1 <> ${SHARING_VIOLATION}
    !insertmacro Refuse ${NOT_WRITABLE} "$(NotWritable)"
  ${EndIf}
  IntOp $2 $2 + 1
  ${If} $2 < ${TRIES}
    Sleep 500
    Goto again
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsRunning)" /SD IDCANCEL IDRETRY again
  !insertmacro EndWith ${IS_RUNNING}
  free:
FunctionEnd

; Deletes what the list in $Folder names, and nothing else: files, then folders that are empty.
; $Left counts the files that stay.
Function ${UN}RemoveListed
  StrCpy $Left 0
  ClearErrors
  FileOpen $0 "$Folder\${LISTED}" r
  IfErrors done
  next:
    ClearErrors
    FileRead $0 $1
    IfErrors read
    ${${UN}TrimNewLines} $1 $1
    StrCmp $1 "" next
    ; A line that leads out of the folder is not ours.
    ${${FIND}} $2 $1 ":"
    StrCmp $2 "" 0 next
    ${${FIND}} $2 $1 ".."
    StrCmp $2 "" 0 next
    StrCpy $2 $1 1 -1
    ${If} $2 == "\"
      RMDir "$Folder\$1"
    ${Else}
      Delete "$Folder\$1"
      ${If} ${FileExists} "$Folder\$1"
        IntOp $Left $Left + 1
      ${EndIf}
    ${EndIf}
    Goto next
  read:
  FileClose $0
  done:
FunctionEnd

; Registry and Start menu as $Scope says.
Function ${UN}UseScope
  SetRegView 64
  ${If} $Scope == "machine"
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
FunctionEnd

; Whether this process may write for all users: an error flag when not.
Function ${UN}RequireAdministrator
  ClearErrors
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    SetErrors
  ${EndIf}
FunctionEnd

!macroend
!insertmacro Common "" StrStr
!insertmacro Common "un." UnStrStr

; ---- installing

Function .onInit
  SetRegView 64
  StrCpy $UserData "$LOCALAPPDATA\${NAME}"
  Call TakeLanguage
  ${IfNot} ${RunningX64}
    !insertmacro Refuse ${WRONG_WINDOWS} "$(WrongWindows)"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro Refuse ${WRONG_WINDOWS} "$(WrongWindows)"
  ${EndIf}
  Call FindScope
  ${If} $Scope == "machine"
    Call BecomeAdministrator
  ${EndIf}
  Call UseScope
  StrCpy $3 $INSTDIR ; what /D= says
  Call FindFolder
  ${If} $3 != ""
    StrCpy $INSTDIR $3
  ${EndIf}
  Call RefuseOlder
FunctionEnd

; As the switch /LANG says, else as chosen the last time, else as the system speaks ($LANGUAGE is
; that already); who works in a third language is asked.
Function TakeLanguage
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/LANG=" $1
  ${IfNot} ${Errors}
    ${If} $1 == "fr"
      StrCpy $LANGUAGE ${LANG_FRENCH}
      Return
    ${ElseIf} $1 == "en"
      StrCpy $LANGUAGE ${LANG_ENGLISH}
      Return
    ${EndIf}
  ${EndIf}
  ReadRegStr $1 HKCU "${SETTINGS}" "InstallerLanguage"
  ${If} $1 == ""
    System::Call 'kernel32::GetUserDefaultUILanguage() i .r1'
    IntOp $1 $1 & ${LANGUAGE_ALONE}
    ${If} $1 = ${FRENCH}
    ${OrIf} $1 = ${ENGLISH}
      Return
    ${EndIf}
  ${EndIf}
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

; As the switch says; without one as it is installed, and for this user alone the first time.
Function FindScope
  StrCpy $Scope "user"
  ${IfNot} ${Silent}
    ReadRegStr $0 HKLM "${ENTRY}" "InstallLocation"
    ReadRegStr $1 HKCU "${ENTRY}" "InstallLocation"
    ${If} $0 != ""
    ${AndIf} $1 == ""
      UserInfo::GetAccountType
      Pop $2
      ${If} $2 == "Admin"
        StrCpy $Scope "machine"
      ${EndIf}
    ${EndIf}
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ALLUSERS" $1
  ${IfNot} ${Errors}
    StrCpy $Scope "machine"
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/CURRENTUSER" $1
  ${IfNot} ${Errors}
    StrCpy $Scope "user"
  ${EndIf}
FunctionEnd

; Goes on as another, elevated process when a person can agree to that; else ends.
Function BecomeAdministrator
  Call RequireAdministrator
  IfErrors 0 granted
  IfSilent refused
  StrCpy $1 "en"
  ${If} $LANGUAGE == ${LANG_FRENCH}
    StrCpy $1 "fr"
  ${EndIf}
  ClearErrors
  ExecShell "runas" "$EXEPATH" "/ALLUSERS /LANG=$1"
  IfErrors refused
  !insertmacro EndWith 0
  refused:
  !insertmacro Refuse ${NEEDS_ADMINISTRATOR} "$(NeedsAdministrator)"
  granted:
FunctionEnd

; $OldFolder: where $Scope has it already, else ""; $INSTDIR: there, or the usual place.
Function FindFolder
  Call UseScope
  ReadRegStr $OldFolder SHCTX "${ENTRY}" "InstallLocation"
  ${If} $OldFolder != ""
    StrCpy $INSTDIR $OldFolder
  ${ElseIf} $Scope == "machine"
    StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
  ${Else}
    SetShellVarContext current
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
  ${EndIf}
FunctionEnd

; An older program may not understand what a newer one has stored.
Function RefuseOlder
  ReadRegStr $0 SHCTX "${ENTRY}" "DisplayVersion"
  StrCmp $0 "" fine
  ${VersionCompare} "${VERSION}" $0 $1
  StrCmp $1 2 0 fine
  ${GetParameters} $2
  ClearErrors
  ${GetOptions} $2 "/DOWNGRADE" $1
  IfErrors 0 fine
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(IsOlder)" /SD IDNO IDYES fine
  !insertmacro EndWith ${IS_OLDER}
  fine:
FunctionEnd

Function AskScope
  !insertmacro MUI_HEADER_TEXT "$(ScopeTitle)" "$(ScopeSubtitle)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 10u 100% 12u "$(ForUserOnly)"
  Pop $ForUser
  ${NSD_CreateLabel} 12u 24u -12u 20u "$(ForUserHint)"
  Pop $0
  ${NSD_CreateRadioButton} 0 52u 100% 12u "$(ForEveryone)"
  Pop $ForMachine
  ${NSD_CreateLabel} 12u 66u -12u 20u "$(ForEveryoneHint)"
  Pop $0
  ${If} $Scope == "machine"
    ${NSD_Check} $ForMachine
    ${NSD_SetFocus} $ForMachine
  ${Else}
    ${NSD_Check} $ForUser
    ${NSD_SetFocus} $ForUser
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function TakeScope
  StrCpy $0 $Scope
  StrCpy $Scope "user"
  ${NSD_GetState} $ForMachine $1
  ${If} $1 = ${BST_CHECKED}
    StrCpy $Scope "machine"
    Call RequireAdministrator
    ${If} ${Errors}
      StrCpy $1 "en"
      ${If} $LANGUAGE == ${LANG_FRENCH}
        StrCpy $1 "fr"
      ${EndIf}
      HideWindow
      ClearErrors
      ExecShell "runas" "$EXEPATH" "/ALLUSERS /LANG=$1"
      ${IfNot} ${Errors}
        !insertmacro EndWith 0
      ${EndIf}
      ShowWindow $HWNDPARENT ${SW_SHOW}
      BringToFront
      MessageBox MB_OK|MB_ICONINFORMATION "$(NeedsAdministrator)"
      StrCpy $Scope $0
      Abort
    ${EndIf}
  ${EndIf}
  ${If} $0 != $Scope
    Call FindFolder
  ${EndIf}
FunctionEnd

; Into a folder of its own: in one that holds other things, one is made.
Function CheckFolder
  ${IfNot} ${FileExists} "$INSTDIR\${LISTED}"
    ${DirState} "$INSTDIR" $0
    ${If} $0 = 1
      StrCpy $INSTDIR "$INSTDIR\${NAME}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function StartProgram
  ${If} $Scope == "machine"
    ; The desktop starts it, as the user and not as the administrator.
    Exec '"$WINDIR\explorer.exe" "$SMPROGRAMS\${TITLE}.lnk"'
  ${Else}
    Exec '"$INSTDIR\${EXE}"'
  ${EndIf}
FunctionEnd

Section "-program"
  Call UseScope
  StrCpy $Folder $INSTDIR
  Call RequireNotRunning
  Call RequireWritable
  ${If} $OldFolder != ""
  ${AndIf} $OldFolder != $INSTDIR
    StrCpy $Folder $OldFolder
    Call RequireNotRunning
    Call RemoveOld
    Delete "$OldFolder\${LISTED}"
    Delete "$OldFolder\${UNINSTALLER}"
    RMDir "$OldFolder"
    StrCpy $Folder $INSTDIR
  ${EndIf}
  Call RemoveOld
  ; The list and the way back come first: an installation that is cut short can be removed.
  SetOutPath "$INSTDIR"
  File "/oname=${LISTED}" "${LIST}"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  Call WriteEntry
  File /r "${BUNDLE}\*"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0 \
    SW_SHOWNORMAL "" "$(Summary)"
  WriteRegStr SHCTX "${APP_PATH}" "" "$INSTDIR\${EXE}"
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${ENTRY}" "EstimatedSize" $0
  SetErrorLevel 0
SectionEnd

Function RequireWritable
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\${NAME}-writable.tmp" w
  ${If} ${Errors}
    !insertmacro Refuse ${NOT_WRITABLE} "$(NotWritable)"
  ${EndIf}
  FileClose $0
  Delete "$INSTDIR\${NAME}-writable.tmp"
FunctionEnd

Function RemoveOld
  Call RemoveListed
  ${If} $Left <> 0
    !insertmacro Refuse ${NOT_WRITABLE} "$(NotWritable)"
  ${EndIf}
FunctionEnd

Function WriteEntry
  WriteRegStr SHCTX "${ENTRY}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${ENTRY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${ENTRY}" "Comments" "$(Summary)"
  WriteRegStr SHCTX "${ENTRY}" "DisplayIcon" "$INSTDIR\${EXE},0"
  WriteRegStr SHCTX "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${ENTRY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr SHCTX "${ENTRY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD SHCTX "${ENTRY}" "NoModify" 1
  WriteRegDWORD SHCTX "${ENTRY}" "NoRepair" 1
  ${IfNot} ${Silent}
    WriteRegStr HKCU "${SETTINGS}" "InstallerLanguage" $LANGUAGE
  ${EndIf}
FunctionEnd

; ---- removing

Function un.onInit
  SetRegView 64
  StrCpy $UserData "$LOCALAPPDATA\${NAME}"
  StrCpy $Scope "user"
  ReadRegStr $0 HKLM "${ENTRY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $Scope "machine"
  ${EndIf}
  Call un.TakeLanguage
  ${If} $Scope == "machine"
    Call un.RequireAdministrator
    IfErrors 0 granted
    IfSilent refused
    ClearErrors
    ExecShell "runas" "$INSTDIR\${UNINSTALLER}"
    IfErrors refused
    !insertmacro EndWith 0
    refused:
    !insertmacro Refuse ${NEEDS_ADMINISTRATOR} "$(NeedsAdministrator)"
    granted:
  ${EndIf}
  Call un.UseScope
  ${un.GetParameters} $0
  ClearErrors
  ${un.GetOptions} $0 "/DELETEDATA" $1
  ${IfNot} ${Errors}
    StrCpy $DeleteData 1
  ${EndIf}
  ClearErrors
  ${un.GetOptions} $0 "/DELETECREDENTIALS" $1
  ${IfNot} ${Errors}
    StrCpy $DeleteCredentials 1
  ${EndIf}
FunctionEnd

; As /LANG says, else as the installer spoke, else as the system does; nobody is asked again.
Function un.TakeLanguage
  ReadRegStr $1 HKCU "${SETTINGS}" "InstallerLanguage"
  ${If} $1 != ""
    StrCpy $LANGUAGE $1
  ${EndIf}
  ${un.GetParameters} $0
  ClearErrors
  ${un.GetOptions} $0 "/LANG=" $1
  ${If} ${Errors}
    Return
  ${EndIf}
  ${If} $1 == "fr"
    StrCpy $LANGUAGE ${LANG_FRENCH}
  ${ElseIf} $1 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${EndIf}
FunctionEnd

Function un.AskRemoval
  !insertmacro MUI_HEADER_TEXT "$(RemoveTitle)" "$(RemoveSubtitle)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 20u "$(RemoveWhat)"
  Pop $0
  ${NSD_CreateCheckBox} 0 26u 100% 12u "$(RemoveData)"
  Pop $DataBox
  ${NSD_CreateLabel} 12u 40u -12u 20u "$UserData"
  Pop $0
  ${NSD_CreateCheckBox} 0 66u 100% 12u "$(RemoveCredentials)"
  Pop $CredentialsBox
  ${NSD_CreateLabel} 12u 80u -12u 20u "$(RemoveCredentialsHint)"
  Pop $0
  ${If} $DeleteData = 1
    ${NSD_Check} $DataBox
  ${EndIf}
  ${If} $DeleteCredentials = 1
    ${NSD_Check} $CredentialsBox
  ${EndIf}
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:$(^UninstallBtn)"
  nsDialogs::Show
FunctionEnd

Function un.TakeRemoval
  ${NSD_GetState} $DataBox $DeleteData
  ${NSD_GetState} $CredentialsBox $DeleteCredentials
FunctionEnd

Section "Uninstall"
  StrCpy $Folder $INSTDIR
  Call un.RequireNotRunning
  ; The program finds its entries by its data, so they go before the data and the program.
  ${If} $DeleteCredentials = 1
    ClearErrors
    ExecWait '"$INSTDIR\${EXE}" credentials forget --all' $0
    ${If} ${Errors}
    ${OrIf} $0 <> 0
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(CredentialsStay)" /SD IDOK
    ${EndIf}
  ${EndIf}
  ${If} $DeleteData = 1
    RMDir /r "$UserData" ; the program's own folder, never the one it was installed into
    ${If} ${FileExists} "$UserData\*.*"
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(DataStays)" /SD IDOK
    ${EndIf}
  ${EndIf}
  Call un.RemoveListed
  ${If} $Left <> 0
    !insertmacro Refuse ${NOT_WRITABLE} "$(NotWritable)"
  ${EndIf}
  Delete "$INSTDIR\${LISTED}"
  Delete "$INSTDIR\${UNINSTALLER}"
  RMDir "$INSTDIR" ; stays when somebody put something into it
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey SHCTX "${ENTRY}"
  DeleteRegKey SHCTX "${APP_PATH}"
  DeleteRegKey HKCU "${SETTINGS}"
  SetErrorLevel 0
SectionEnd
