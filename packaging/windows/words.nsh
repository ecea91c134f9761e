; What the installer says, in both languages. The space before French signs is U+00A0: the fonts
; of older dialogs show the narrow one as a box.

!macro Word NAME ENGLISH FRENCH
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_FRENCH} "${FRENCH}"
!macroend

!insertmacro Word Summary "${SUMMARY_EN}" "${SUMMARY_FR}"

; NSIS's own French says "de orderviewer".
!insertmacro Word SetupCaption "${TITLE} Setup" "Installation d’${TITLE}"
!insertmacro Word RemovalCaption "${TITLE} Uninstall" "Désinstallation d’${TITLE}"
!insertmacro Word Installing "Please wait until ${TITLE} is installed." "Veuillez patienter pendant l’installation d’${TITLE}."
!insertmacro Word Removing "Please wait until ${TITLE} is removed." "Veuillez patienter pendant la désinstallation d’${TITLE}."
!insertmacro Word StopInstalling \
  "Leave without installing ${TITLE}?" \
  "Quitter sans installer ${TITLE} ?"

!insertmacro Word ScopeTitle "Who will use ${TITLE}?" "Qui utilisera ${TITLE} ?"
!insertmacro Word ScopeSubtitle \
  "Choose for whom the program is installed." \
  "Choisissez pour qui le programme est installé."
!insertmacro Word ForUserOnly "Only &me" "&Moi uniquement"
!insertmacro Word ForUserHint \
  "Needs no administrator rights." \
  "Ne demande aucun droit d’administrateur."
!insertmacro Word ForEveryone "&All users of this computer" "&Tous les utilisateurs de cet ordinateur"
!insertmacro Word ForEveryoneHint \
  "Windows will ask for an administrator's consent. Everybody keeps their own orders and credentials." \
  "Windows demandera l’accord d’un administrateur. Chacun garde ses propres commandes et identifiants."

!insertmacro Word IsRunning \
  "${TITLE} is running. Close it, then try again.$\r$\n$\r$\nIf you see no window, another user of this computer or a scheduled task may be running it." \
  "${TITLE} est en cours d’exécution. Fermez-le, puis réessayez.$\r$\n$\r$\nSi vous ne voyez aucune fenêtre, un autre utilisateur de cet ordinateur ou une tâche planifiée l’exécute peut-être."
!insertmacro Word NotWritable \
  "Files in this folder cannot be changed:$\r$\n$Folder$\r$\n$\r$\nClose the programs that use it, or choose another folder, then start again." \
  "Les fichiers de ce dossier ne peuvent pas être modifiés :$\r$\n$Folder$\r$\n$\r$\nFermez les programmes qui l’utilisent, ou choisissez un autre dossier, puis recommencez."
!insertmacro Word NeedsAdministrator \
  "Only an administrator can do this for all users of the computer." \
  "Seul un administrateur peut le faire pour tous les utilisateurs de l’ordinateur."
!insertmacro Word WrongWindows \
  "${TITLE} needs a 64-bit Windows 10, version 1809 or later." \
  "${TITLE} nécessite Windows 10 64 bits, version 1809 ou ultérieure."
!insertmacro Word IsOlder \
  "A newer version of ${TITLE} is installed: $0.$\r$\nVersion ${VERSION} may not be able to read the orders it stored.$\r$\n$\r$\nInstall version ${VERSION} all the same?" \
  "Une version plus récente de ${TITLE} est installée : $0.$\r$\nLa version ${VERSION} ne saura peut-être pas lire les commandes déjà enregistrées.$\r$\n$\r$\nInstaller quand même la version ${VERSION} ?"

!insertmacro Word FinishTitle "${TITLE} is installed" "${TITLE} est installé"
!insertmacro Word RemoveTitle "Remove ${TITLE}" "Supprimer ${TITLE}"
!insertmacro Word RemoveSubtitle \
  "Your orders and credentials stay on this computer unless you tick them." \
  "Vos commandes et identifiants restent sur cet ordinateur, sauf si vous les cochez."
!insertmacro Word RemoveWhat \
  "The program is removed from this folder:$\r$\n$INSTDIR" \
  "Le programme est supprimé de ce dossier :$\r$\n$INSTDIR"
!insertmacro Word RemoveData \
  "Also delete my &orders, views, settings and logs" \
  "Supprimer aussi mes &commandes, vues, réglages et journaux"
!insertmacro Word RemoveCredentials \
  "Also delete my &credentials for Orange's API" \
  "Supprimer aussi mes &identifiants pour l’API d’Orange"
!insertmacro Word RemoveCredentialsHint \
  "They are kept in Windows Credential Manager." \
  "Ils sont conservés dans le Gestionnaire d’identification de Windows."
!insertmacro Word CredentialsStay \
  "Some credentials could not be deleted. You find them in Windows Credential Manager; their names begin with ${NAME}/." \
  "Certains identifiants n’ont pas pu être supprimés. Vous les trouverez dans le Gestionnaire d’identification de Windows ; leurs noms commencent par ${NAME}/."
!insertmacro Word DataStays \
  "Some files could not be deleted:$\r$\n$UserData" \
  "Certains fichiers n’ont pas pu être supprimés :$\r$\n$UserData"
