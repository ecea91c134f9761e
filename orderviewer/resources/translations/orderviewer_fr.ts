<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en_GB">
<context>
    <name>About</name>
    <message>
        <source>About orderviewer</source>
        <translation>À propos d’orderviewer</translation>
    </message>
    <message>
        <source>Shows the orders your company has with Orange Business, through Orange&apos;s Order tracking API.

No telemetry: this program talks to the addresses of your connection, and to nobody else unless you have it ask for new versions. Credentials stay in the system keyring.

An independent program, not a product of Orange.</source>
        <translation>Affiche les commandes de votre entreprise chez Orange Business, au moyen de l’API Order tracking d’Orange.

Aucune télémétrie&#x202f;: ce programme ne communique qu’avec les adresses de votre connexion, et avec personne d’autre, sauf si vous lui faites demander s’il y a une nouvelle version. Les identifiants restent dans le trousseau du système.

Programme indépendant, qui n’est pas un produit d’Orange.</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;About orderviewer</source>
        <translation>À &amp;propos d’orderviewer</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Colonnes</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>&amp;Detail pane</source>
        <translation>&amp;Panneau de détail</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>&amp;Exclude this value</source>
        <translation>E&amp;xclure cette valeur</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Find in the order&apos;s fields</source>
        <translation>&amp;Rechercher dans les champs de la commande</translation>
    </message>
    <message>
        <source>&amp;Forget the stored credentials…</source>
        <translation>&amp;Oublier les identifiants enregistrés…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;ide</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>&amp;Load all</source>
        <translation>&amp;Tout charger</translation>
    </message>
    <message>
        <source>&amp;New connection…</source>
        <translation>&amp;Nouvelle connexion…</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>Panneau &amp;suivant</translation>
    </message>
    <message>
        <source>&amp;Only this value</source>
        <translation>Seulement cette &amp;valeur</translation>
    </message>
    <message>
        <source>&amp;Orders</source>
        <translation>&amp;Commandes</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Actualiser</translation>
    </message>
    <message>
        <source>&amp;Reset the layout</source>
        <translation>&amp;Réinitialiser la disposition</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>&amp;Restaurer une sauvegarde…</translation>
    </message>
    <message>
        <source>&amp;Search all orders</source>
        <translation>&amp;Rechercher dans les commandes</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Trier par</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>A&amp;rrêter</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Views</source>
        <translation>&amp;Vues</translation>
    </message>
    <message>
        <source>C&amp;hoose columns…</source>
        <translation>C&amp;hoisir les colonnes…</translation>
    </message>
    <message>
        <source>Connection &amp;settings…</source>
        <translation>&amp;Paramètres de la connexion…</translation>
    </message>
    <message>
        <source>Copy with &amp;headers</source>
        <translation>Copier avec les &amp;en-têtes</translation>
    </message>
    <message>
        <source>Erase the &amp;local data…</source>
        <translation>Effacer les données &amp;locales…</translation>
    </message>
    <message>
        <source>F&amp;orget this order…</source>
        <translation>&amp;Oublier cette commande…</translation>
    </message>
    <message>
        <source>Language of the &amp;system</source>
        <translation>Langue du &amp;système</translation>
    </message>
    <message>
        <source>Not while another day is shown: nobody can ask Orange what was</source>
        <translation>Pas pendant qu’un autre jour est affiché&#x202f;: Orange ne peut pas dire ce qui était</translation>
    </message>
    <message>
        <source>Open a &amp;connection</source>
        <translation>Ouvrir une &amp;connexion</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>Ouvrir le dossier du &amp;journal</translation>
    </message>
    <message>
        <source>Orange&apos;s &amp;order (no sorting)</source>
        <translation>&amp;Ordre d’Orange (sans tri)</translation>
    </message>
    <message>
        <source>Read every order again, those on the screen first</source>
        <translation>Relire toutes les commandes, d’abord celles à l’écran</translation>
    </message>
    <message>
        <source>Read every order of this list</source>
        <translation>Lire toutes les commandes de cette liste</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Tout sélectionner</translation>
    </message>
    <message>
        <source>Stop reading; what was read is kept</source>
        <translation>Arrêter la lecture&#x202f;; ce qui a été lu est conservé</translation>
    </message>
    <message>
        <source>Try with sample &amp;data</source>
        <translation>Essayer avec des &amp;données d’exemple</translation>
    </message>
    <message>
        <source>Write the orders into a file for Excel</source>
        <translation>Écrire les commandes dans un fichier pour Excel</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Details: {asked} of {planned}</source>
        <translation>Détails&#x202f;: {asked} sur {planned}</translation>
    </message>
    <message>
        <source>Go on reading from where it was stopped</source>
        <translation>Reprendre la lecture là où elle s’est arrêtée</translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>Tout charger</translation>
    </message>
    <message>
        <source>Progress of reading</source>
        <translation>Progression de la lecture</translation>
    </message>
    <message>
        <source>Read every order of this list</source>
        <translation>Lire toutes les commandes de cette liste</translation>
    </message>
    <message>
        <source>Reading the closed orders: {read}</source>
        <translation>Lecture des commandes closes&#x202f;: {read}</translation>
    </message>
    <message>
        <source>Reading the closed orders: {read} of about {total}</source>
        <translation>Lecture des commandes closes&#x202f;: {read} sur environ {total}</translation>
    </message>
    <message>
        <source>Reading the current orders: {read}</source>
        <translation>Lecture des commandes en cours&#x202f;: {read}</translation>
    </message>
    <message>
        <source>Reading the current orders: {read} of about {total}</source>
        <translation>Lecture des commandes en cours&#x202f;: {read} sur environ {total}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop reading; what was read is kept</source>
        <translation>Arrêter la lecture&#x202f;; ce qui a été lu est conservé</translation>
    </message>
    <message>
        <source>What is being read</source>
        <translation>Ce qui est en cours de lecture</translation>
    </message>
</context>
<context>
    <name>AllFields</name>
    <message>
        <source>All fields of the order</source>
        <translation>Tous les champs de la commande</translation>
    </message>
    <message>
        <source>Path of the chosen field</source>
        <translation>Chemin du champ choisi</translation>
    </message>
    <message>
        <source>Search names and values</source>
        <translation>Rechercher dans les noms et les valeurs</translation>
    </message>
    <message>
        <source>The whole value of the chosen field</source>
        <translation>Valeur entière du champ choisi</translation>
    </message>
    <message>
        <source>Whole value of the chosen field</source>
        <translation>Valeur entière du champ choisi</translation>
    </message>
    <message>
        <source>{value}

Before: {before}</source>
        <translation>{value}

Avant&#x202f;: {before}</translation>
    </message>
</context>
<context>
    <name>Appointments</name>
    <message>
        <source>Appointment</source>
        <translation>Rendez-vous</translation>
    </message>
    <message>
        <source>Coming appointments</source>
        <translation>Rendez-vous à venir</translation>
    </message>
    <message>
        <source>Past appointments</source>
        <translation>Rendez-vous passés</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>Technicien</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Date et heure</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>Copier pour le support</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Next attempt in {wait}.</source>
        <translation>Prochain essai dans {wait}.</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>Orange reference: {id}</source>
        <translation>Référence Orange&#x202f;: {id}</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Détails techniques</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>Nouvel essai…</translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message>
        <source>API key</source>
        <translation>Clé API</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Jeton d’accès</translation>
    </message>
    <message>
        <source>First order</source>
        <translation>Première commande</translation>
    </message>
    <message>
        <source>Name of the service</source>
        <translation>Nom du service</translation>
    </message>
    <message>
        <source>Secure connection (TLS)</source>
        <translation>Connexion sécurisée (TLS)</translation>
    </message>
    <message>
        <source>Steps of the connection test</source>
        <translation>Étapes du test de connexion</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>acceptée</translation>
    </message>
    <message numerus="yes">
        <source>accepted; about %Ln current order(s)</source>
        <translation>
            <numerusform>acceptée&#x202f;; environ %Ln commande en cours</numerusform>
            <numerusform>acceptée&#x202f;; environ %Ln commandes en cours</numerusform>
        </translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>non effectué</translation>
    </message>
    <message>
        <source>not needed: the service is on this computer</source>
        <translation>inutile&#x202f;: le service est sur cet ordinateur</translation>
    </message>
    <message>
        <source>order {id} read</source>
        <translation>commande {id} lue</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>réussi</translation>
    </message>
    <message>
        <source>there is none yet</source>
        <translation>il n’y en a pas encore</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>à faire</translation>
    </message>
    <message>
        <source>under way…</source>
        <translation>en cours…</translation>
    </message>
    <message numerus="yes">
        <source>valid for %Ln minute(s)</source>
        <translation>
            <numerusform>valable %Ln minute</numerusform>
            <numerusform>valable %Ln minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} ms</source>
        <translation>{number}&#x202f;ms</translation>
    </message>
    <message>
        <source>{step}: {result}</source>
        <translation>{step}&#x202f;: {result}</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Condition: {words}</source>
        <translation>Condition&#x202f;: {words}</translation>
    </message>
    <message>
        <source>Neither current nor closed: it leaves nothing out.</source>
        <translation>Ni en cours ni close&#x202f;: n’écarte rien.</translation>
    </message>
    <message>
        <source>No such field: searched as text.</source>
        <translation>Champ inconnu&#x202f;: cherché comme du texte.</translation>
    </message>
    <message>
        <source>Not a date: it leaves nothing out.</source>
        <translation>Pas une date&#x202f;: n’écarte rien.</translation>
    </message>
    <message>
        <source>Not a number: it leaves nothing out.</source>
        <translation>Pas un nombre&#x202f;: n’écarte rien.</translation>
    </message>
    <message>
        <source>Not finished yet: it leaves nothing out.</source>
        <translation>Pas encore complet&#x202f;: n’écarte rien.</translation>
    </message>
    <message>
        <source>Remove this condition</source>
        <translation>Retirer cette condition</translation>
    </message>
    <message>
        <source>Remove: {words}</source>
        <translation>Retirer&#x202f;: {words}</translation>
    </message>
    <message>
        <source>This field has no order: it leaves nothing out.</source>
        <translation>Ce champ n’a pas d’ordre&#x202f;: n’écarte rien.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>not {condition}</source>
        <translation>pas {condition}</translation>
    </message>
    <message>
        <source>without “{value}”</source>
        <translation>sans «&#x202f;{value}&#x202f;»</translation>
    </message>
    <message>
        <source>{field} is not {value}</source>
        <translation>{field} n’est pas {value}</translation>
    </message>
    <message>
        <source>{field}: empty</source>
        <translation>{field}&#x202f;: vide</translation>
    </message>
    <message>
        <source>{field}: filled in</source>
        <translation>{field}&#x202f;: renseigné</translation>
    </message>
    <message>
        <source>{field}: not {value}</source>
        <translation>{field}&#x202f;: pas {value}</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}&#x202f;: {value}</translation>
    </message>
    <message>
        <source>{values} or {last}</source>
        <translation>{values} ou {last}</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>&amp;First columns</source>
        <translation>Colonnes d’&amp;origine</translation>
    </message>
    <message>
        <source>Back to the columns of the first start</source>
        <translation>Revenir aux colonnes du premier démarrage</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Columns and fields</source>
        <translation>Colonnes et champs</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>&amp;Descendre</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>&amp;Monter</translation>
    </message>
    <message>
        <source>Search by name or by value</source>
        <translation>Rechercher par nom ou par valeur</translation>
    </message>
    <message>
        <source>Search the columns</source>
        <translation>Rechercher parmi les colonnes</translation>
    </message>
    <message>
        <source>Ticked fields are columns, from left to right. Drag them, or use Alt+arrows.</source>
        <translation>Les champs cochés sont les colonnes, de gauche à droite. Faites-les glisser ou utilisez Alt+flèches.</translation>
    </message>
</context>
<context>
    <name>ColumnModel</name>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Exemples</translation>
    </message>
    <message>
        <source>{column}, for example {values}</source>
        <translation>{column}, par exemple {values}</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>&amp;Choose columns…</source>
        <translation>&amp;Choisir les colonnes…</translation>
    </message>
    <message>
        <source>&amp;Hide this column</source>
        <translation>&amp;Masquer cette colonne</translation>
    </message>
    <message>
        <source>&amp;No sorting (Orange&apos;s order)</source>
        <translation>&amp;Aucun tri (ordre d’Orange)</translation>
    </message>
    <message>
        <source>&amp;Remove from the sort keys</source>
        <translation>&amp;Retirer des clés de tri</translation>
    </message>
    <message>
        <source>Sort &amp;ascending</source>
        <translation>Tri &amp;croissant</translation>
    </message>
    <message>
        <source>Sort &amp;descending</source>
        <translation>Tri &amp;décroissant</translation>
    </message>
    <message>
        <source>Sort by this column &amp;too</source>
        <translation>Trier &amp;aussi par cette colonne</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>API key (not shown): </source>
        <translation>Clé API (non affichée)&#x202f;: </translation>
    </message>
    <message>
        <source>API key issued on {issued}, ends on {ends}</source>
        <translation>Clé API émise le {issued}, expire le {ends}</translation>
    </message>
    <message>
        <source>Address: {address}</source>
        <translation>Adresse&#x202f;: {address}</translation>
    </message>
    <message>
        <source>All three are needed; nothing was stored.</source>
        <translation>Les trois sont nécessaires&#x202f;; rien n’a été enregistré.</translation>
    </message>
    <message>
        <source>Client id (not shown): </source>
        <translation>Identifiant client (non affiché)&#x202f;: </translation>
    </message>
    <message>
        <source>Client secret (not shown): </source>
        <translation>Secret client (non affiché)&#x202f;: </translation>
    </message>
    <message>
        <source>Complete: {received} orders; new: {new}, changed: {changed}, no longer listed: {missing}</source>
        <translation>Complet&#x202f;: {received} commandes&#x202f;; nouvelles&#x202f;: {new}, modifiées&#x202f;: {changed}, plus listées&#x202f;: {missing}</translation>
    </message>
    <message>
        <source>Connection: {name}</source>
        <translation>Connexion&#x202f;: {name}</translation>
    </message>
    <message>
        <source>Keyring: {keyring}</source>
        <translation>Trousseau&#x202f;: {keyring}</translation>
    </message>
    <message>
        <source>Nothing has changed.</source>
        <translation>Rien n’a changé.</translation>
    </message>
    <message>
        <source>Nothing was read yet: orderviewer sync reads the orders.</source>
        <translation>Rien n’a encore été lu&#x202f;: orderviewer sync lit les commandes.</translation>
    </message>
    <message>
        <source>Nothing was read: your IT department allows the next sync in {minutes} min.</source>
        <translation>Rien n’a été lu&#x202f;: votre service informatique autorise la prochaine synchronisation dans {minutes} min.</translation>
    </message>
    <message>
        <source>Orders read: {received}; new: {new}, changed: {changed}</source>
        <translation>Commandes lues&#x202f;: {received}&#x202f;; nouvelles&#x202f;: {new}, modifiées&#x202f;: {changed}</translation>
    </message>
    <message>
        <source>Orders written: {rows}, to {file}</source>
        <translation>Commandes écrites&#x202f;: {rows}, dans {file}</translation>
    </message>
    <message>
        <source>Preparing the search: {left} to go</source>
        <translation>Préparation de la recherche&#x202f;: encore {left}</translation>
    </message>
    <message>
        <source>Reading: {received}</source>
        <translation>Lecture&#x202f;: {received}</translation>
    </message>
    <message>
        <source>Reading: {received} of about {about}</source>
        <translation>Lecture&#x202f;: {received} sur environ {about}</translation>
    </message>
    <message>
        <source>Saved from it: orders: {orders}, changes in their history: {events}.</source>
        <translation>Éléments sauvés&#x202f;: commandes&#x202f;: {orders}, changements de leur historique&#x202f;: {events}.</translation>
    </message>
    <message>
        <source>Settings of your IT department: {file}</source>
        <translation>Réglages de votre service informatique&#x202f;: {file}</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>Arrêté avant la fin.</translation>
    </message>
    <message>
        <source>The credentials are stored and readable.</source>
        <translation>Les identifiants sont enregistrés et lisibles.</translation>
    </message>
    <message>
        <source>The credentials of every connection are removed; orders and settings stay.</source>
        <translation>Les identifiants de toutes les connexions sont supprimés&#x202f;; les commandes et les réglages restent.</translation>
    </message>
    <message>
        <source>The credentials of “{name}” are removed; its orders and settings stay.</source>
        <translation>Les identifiants de «&#x202f;{name}&#x202f;» sont retirés&#x202f;; ses commandes et ses paramètres sont conservés.</translation>
    </message>
    <message>
        <source>The credentials of “{name}” are stored in: {keyring}.</source>
        <translation>Les identifiants de «&#x202f;{name}&#x202f;» sont enregistrés dans&#x202f;: {keyring}.</translation>
    </message>
    <message>
        <source>The file with your views was damaged; it is now {file}.</source>
        <translation>Le fichier de vos vues était abîmé&#x202f;; il s’appelle maintenant {file}.</translation>
    </message>
    <message>
        <source>The filter is too long.</source>
        <translation>Le filtre est trop long.</translation>
    </message>
    <message>
        <source>The list is incomplete: it changed while loading.</source>
        <translation>La liste est incomplète&#x202f;: elle a changé pendant la lecture.</translation>
    </message>
    <message>
        <source>The list is incomplete: orders read: {received} of about {about}. {file} was not written; {beside} holds the orders known so far ({rows}).</source>
        <translation>La liste est incomplète&#x202f;: commandes lues&#x202f;: {received} sur environ {about}. {file} n’a pas été écrit&#x202f;; {beside} contient les commandes connues jusqu’ici ({rows}).</translation>
    </message>
    <message>
        <source>The list is incomplete: orders read: {received}. {file} was not written; {beside} holds the orders known so far ({rows}).</source>
        <translation>La liste est incomplète&#x202f;: commandes lues&#x202f;: {received}. {file} n’a pas été écrit&#x202f;; {beside} contient les commandes connues jusqu’ici ({rows}).</translation>
    </message>
    <message>
        <source>The list is incomplete: {received} of {about}, the list changed while loading.</source>
        <translation>La liste est incomplète&#x202f;: {received} sur {about}, elle a changé pendant la lecture.</translation>
    </message>
    <message>
        <source>The list is incomplete: {received} of {about}.</source>
        <translation>La liste est incomplète&#x202f;: {received} sur {about}.</translation>
    </message>
    <message>
        <source>The list may be incomplete: its end was not found.</source>
        <translation>La liste est peut-être incomplète&#x202f;: sa fin n’a pas été trouvée.</translation>
    </message>
    <message>
        <source>The local copy of the orders was damaged; it is now {file}, and all orders are read again.</source>
        <translation>La copie locale des commandes était endommagée&#x202f;; elle est maintenant {file}, et toutes les commandes sont relues.</translation>
    </message>
    <message>
        <source>The name is too much like that of “{name}”.</source>
        <translation>Ce nom ressemble trop à celui de «&#x202f;{name}&#x202f;».</translation>
    </message>
    <message>
        <source>The port {port} cannot be had ({reason}).</source>
        <translation>Le port {port} n’est pas disponible ({reason}).</translation>
    </message>
    <message>
        <source>There is no connection named “{name}”; there are: {names}.</source>
        <translation>Il n’y a pas de connexion nommée «&#x202f;{name}&#x202f;»&#x202f;; il existe&#x202f;: {names}.</translation>
    </message>
    <message>
        <source>There is no field “{name}” to sort by.</source>
        <translation>Il n’y a pas de champ «&#x202f;{name}&#x202f;» pour trier.</translation>
    </message>
    <message>
        <source>There is no view “{name}”; there are: {names}.</source>
        <translation>Il n’y a pas de vue «&#x202f;{name}&#x202f;»&#x202f;; il y a&#x202f;: {names}.</translation>
    </message>
    <message>
        <source>Three lines are expected on standard input: client id, client secret, API key.</source>
        <translation>Trois lignes sont attendues sur l’entrée standard&#x202f;: identifiant client, secret client, clé API.</translation>
    </message>
    <message>
        <source>Which connection? Say --profile with one of: {names}.</source>
        <translation>Quelle connexion&#x202f;? Indiquez --profile avec l’un de ces noms&#x202f;: {names}.</translation>
    </message>
    <message>
        <source>Writing: {rows} of {total}</source>
        <translation>Écriture&#x202f;: {rows} sur {total}</translation>
    </message>
    <message>
        <source>{count} orders</source>
        <translation>{count} commandes</translation>
    </message>
    <message>
        <source>{failure} Next try in {seconds} s</source>
        <translation>{failure} Prochain essai dans {seconds}&#x202f;s</translation>
    </message>
    <message>
        <source>{option} cannot be used: your IT department has set this address in {file}.</source>
        <translation>{option} ne peut pas servir&#x202f;: votre service informatique a fixé cette adresse dans {file}.</translation>
    </message>
    <message>
        <source>“{words}” in the filter compares what is neither a date nor a number.</source>
        <translation>«&#x202f;{words}&#x202f;» dans le filtre compare ce qui n’est ni une date ni un nombre.</translation>
    </message>
    <message>
        <source>“{words}” in the filter lacks a value.</source>
        <translation>«&#x202f;{words}&#x202f;» dans le filtre n’a pas de valeur.</translation>
    </message>
    <message>
        <source>“{words}” in the filter names a field that is not known.</source>
        <translation>«&#x202f;{words}&#x202f;» dans le filtre nomme un champ inconnu.</translation>
    </message>
    <message>
        <source>“{words}” in the filter names no list of orders.</source>
        <translation>«&#x202f;{words}&#x202f;» dans le filtre ne nomme aucune liste de commandes.</translation>
    </message>
    <message>
        <source>“{words}” in the filter needs a date, such as 2024-03-12, today or +7d.</source>
        <translation>«&#x202f;{words}&#x202f;» dans le filtre demande une date, comme 12/03/2024, aujourd’hui ou +7j.</translation>
    </message>
    <message>
        <source>“{words}” in the filter needs a number.</source>
        <translation>«&#x202f;{words}&#x202f;» dans le filtre demande un nombre.</translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message numerus="yes">
        <source>%Ln difference(s)</source>
        <translation>
            <numerusform>%Ln différence</numerusform>
            <numerusform>%Ln différences</numerusform>
        </translation>
    </message>
    <message>
        <source>Com&amp;pare with</source>
        <translation>Com&amp;parer avec</translation>
    </message>
    <message>
        <source>Version to compare with</source>
        <translation>Version de comparaison</translation>
    </message>
    <message>
        <source>as until {moment}</source>
        <translation>jusqu’au {moment}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Customer reference</source>
        <translation>Référence client</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Ce qu’elle est devenue</translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message>
        <source>Export the comparison</source>
        <translation>Exporter la comparaison</translation>
    </message>
    <message>
        <source>Which groups</source>
        <translation>Quels groupes</translation>
    </message>
</context>
<context>
    <name>ComparisonPane</name>
    <message>
        <source>&amp;Export the comparison…</source>
        <translation>&amp;Exporter la comparaison…</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Du</translation>
    </message>
    <message>
        <source>&amp;to</source>
        <translation>&amp;au</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Comparaison…</translation>
    </message>
    <message>
        <source>Earlier day</source>
        <translation>Jour le plus ancien</translation>
    </message>
    <message>
        <source>Groups of orders</source>
        <translation>Groupes de commandes</translation>
    </message>
    <message>
        <source>Later day</source>
        <translation>Jour le plus récent</translation>
    </message>
    <message>
        <source>No order is in this group.</source>
        <translation>Aucune commande dans ce groupe.</translation>
    </message>
    <message>
        <source>Orders of the group</source>
        <translation>Commandes du groupe</translation>
    </message>
    <message>
        <source>Two days compared</source>
        <translation>Deux jours comparés</translation>
    </message>
</context>
<context>
    <name>Computed</name>
    <message>
        <source>Days from wish to promise</source>
        <translation>Jours entre souhait et promesse</translation>
    </message>
    <message>
        <source>Days late</source>
        <translation>Jours de retard</translation>
    </message>
    <message>
        <source>Days of silence</source>
        <translation>Jours de silence</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Département</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Vue la première fois</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Dernier changement</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Slip in working days</source>
        <translation>Dérive en jours ouvrés</translation>
    </message>
    <message>
        <source>Unseen changes</source>
        <translation>Changements non vus</translation>
    </message>
</context>
<context>
    <name>ConnectDialog</name>
    <message>
        <source>Another connection has this name.</source>
        <translation>Une autre connexion porte déjà ce nom.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Connection “{name}”</source>
        <translation>Connexion «&#x202f;{name}&#x202f;»</translation>
    </message>
    <message>
        <source>Enter the API key.</source>
        <translation>Saisissez la clé API.</translation>
    </message>
    <message>
        <source>Enter the base URL.</source>
        <translation>Saisissez l’URL de base.</translation>
    </message>
    <message>
        <source>Enter the client id.</source>
        <translation>Saisissez l’identifiant client.</translation>
    </message>
    <message>
        <source>Enter the client secret.</source>
        <translation>Saisissez le secret client.</translation>
    </message>
    <message>
        <source>Enter the token URL.</source>
        <translation>Saisissez l’URL du jeton.</translation>
    </message>
    <message>
        <source>Give this connection a name.</source>
        <translation>Donnez un nom à cette connexion.</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Nouvelle connexion</translation>
    </message>
    <message>
        <source>Or use them for this session only: they are forgotten at its end.</source>
        <translation>Ou servez-vous-en pour cette session seulement&#x202f;: ils sont oubliés à la fin.</translation>
    </message>
    <message>
        <source>Orange Business gives your company three values for order tracking. Enter them here; orderviewer sends them to the addresses of this connection and nowhere else.</source>
        <translation>Orange Business remet à votre entreprise trois valeurs pour le suivi de commande. Saisissez-les ici&#x202f;; orderviewer ne les envoie qu’aux adresses de cette connexion.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Saved, without the credentials.</source>
        <translation>Enregistré, sans les identifiants.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Enregistré.</translation>
    </message>
    <message>
        <source>Saving… The system keyring may ask for its password.</source>
        <translation>Enregistrement… Le trousseau du système peut demander son mot de passe.</translation>
    </message>
    <message>
        <source>Stop the test</source>
        <translation>Arrêter le test</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Tester la connexion</translation>
    </message>
    <message>
        <source>The API key holds characters that cannot be sent: copy it again.</source>
        <translation>La clé API contient des caractères impossibles à envoyer&#x202f;: copiez-la de nouveau.</translation>
    </message>
    <message>
        <source>The API key is too long: copy it again.</source>
        <translation>La clé API est trop longue&#x202f;: copiez-la de nouveau.</translation>
    </message>
    <message>
        <source>The base URL must begin with https://.</source>
        <translation>L’URL de base doit commencer par https://.</translation>
    </message>
    <message>
        <source>The base URL must hold no user name, “?” or “#”.</source>
        <translation>L’URL de base ne doit contenir ni nom d’utilisateur, ni «&#x202f;?&#x202f;», ni «&#x202f;#&#x202f;».</translation>
    </message>
    <message>
        <source>The base URL names no server.</source>
        <translation>L’URL de base ne désigne aucun serveur.</translation>
    </message>
    <message>
        <source>The client id holds characters that cannot be sent: copy it again.</source>
        <translation>L’identifiant client contient des caractères impossibles à envoyer&#x202f;: copiez-le de nouveau.</translation>
    </message>
    <message>
        <source>The client id is too long: copy it again.</source>
        <translation>L’identifiant client est trop long&#x202f;: copiez-le de nouveau.</translation>
    </message>
    <message>
        <source>The client secret holds characters that cannot be sent: copy it again.</source>
        <translation>Le secret client contient des caractères impossibles à envoyer&#x202f;: copiez-le de nouveau.</translation>
    </message>
    <message>
        <source>The client secret is too long: copy it again.</source>
        <translation>Le secret client est trop long&#x202f;: copiez-le de nouveau.</translation>
    </message>
    <message>
        <source>The connection works.</source>
        <translation>La connexion fonctionne.</translation>
    </message>
    <message>
        <source>The day the API key was issued lies in the future.</source>
        <translation>Le jour d’émission de la clé API est dans le futur.</translation>
    </message>
    <message>
        <source>The test was stopped.</source>
        <translation>Le test a été arrêté.</translation>
    </message>
    <message>
        <source>The token URL must begin with https://.</source>
        <translation>L’URL du jeton doit commencer par https://.</translation>
    </message>
    <message>
        <source>The token URL must hold no user name, “?” or “#”.</source>
        <translation>L’URL du jeton ne doit contenir ni nom d’utilisateur, ni «&#x202f;?&#x202f;», ni «&#x202f;#&#x202f;».</translation>
    </message>
    <message>
        <source>The token URL names no server.</source>
        <translation>L’URL du jeton ne désigne aucun serveur.</translation>
    </message>
    <message>
        <source>They are kept for this session only, and forgotten when you quit.</source>
        <translation>Ils ne servent que pour cette session et sont oubliés quand vous quittez.</translation>
    </message>
    <message>
        <source>You can save it now.</source>
        <translation>Vous pouvez maintenant l’enregistrer.</translation>
    </message>
</context>
<context>
    <name>ConnectForm</name>
    <message>
        <source>API key</source>
        <translation>clé API</translation>
    </message>
    <message>
        <source>API key:</source>
        <translation>Clé API&#x202f;:</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Paramètres avancés</translation>
    </message>
    <message>
        <source>Base URL:</source>
        <translation>URL de base&#x202f;:</translation>
    </message>
    <message>
        <source>Client id:</source>
        <translation>Identifiant client&#x202f;:</translation>
    </message>
    <message>
        <source>Client secret:</source>
        <translation>Secret client&#x202f;:</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Anglais</translation>
    </message>
    <message>
        <source>Filled in from the pasted text: {fields}.</source>
        <translation>Rempli d’après le texte collé&#x202f;: {fields}.</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Français</translation>
    </message>
    <message>
        <source>In which Orange writes its texts; the window&apos;s language is another matter.</source>
        <translation>Langue des textes d’Orange, indépendante de celle de la fenêtre.</translation>
    </message>
    <message>
        <source>Language of the data:</source>
        <translation>Langue des données&#x202f;:</translation>
    </message>
    <message>
        <source>Leave it empty unless Orange gave you one.</source>
        <translation>Laissez ce champ vide, sauf si Orange vous en a indiqué une.</translation>
    </message>
    <message>
        <source>More is faster, but Orange may then ask to wait.</source>
        <translation>Davantage est plus rapide, mais Orange peut alors demander d’attendre.</translation>
    </message>
    <message>
        <source>Name of this connection:</source>
        <translation>Nom de la connexion&#x202f;:</translation>
    </message>
    <message>
        <source>On developer.orange.com, with your application. You may also paste its whole “Authorization: Basic …” line here.</source>
        <translation>Sur developer.orange.com, avec votre application. Vous pouvez aussi coller ici toute sa ligne «&#x202f;Authorization: Basic …&#x202f;».</translation>
    </message>
    <message>
        <source>Orders per page:</source>
        <translation>Commandes par page&#x202f;:</translation>
    </message>
    <message>
        <source>Pages read at once:</source>
        <translation>Pages lues à la fois&#x202f;:</translation>
    </message>
    <message>
        <source>Token URL:</source>
        <translation>URL du jeton&#x202f;:</translation>
    </message>
    <message>
        <source>Token scope:</source>
        <translation>Étendue du jeton (scope)&#x202f;:</translation>
    </message>
    <message>
        <source>What is the token scope?</source>
        <translation>Qu’est-ce que l’étendue du jeton&#x202f;?</translation>
    </message>
    <message>
        <source>Where do I find the API key?</source>
        <translation>Où trouver la clé API&#x202f;?</translation>
    </message>
    <message>
        <source>Where do I find the client id?</source>
        <translation>Où trouver l’identifiant client&#x202f;?</translation>
    </message>
    <message>
        <source>Where do I find the client secret?</source>
        <translation>Où trouver le secret client&#x202f;?</translation>
    </message>
    <message>
        <source>Your Orange Business representative sends it to your company, apart from the two others. After two years Orange Support renews it.</source>
        <translation>Votre interlocuteur Orange Business l’envoie à votre entreprise, à part des deux autres. Au bout de deux ans, le support Orange la renouvelle.</translation>
    </message>
    <message>
        <source>client id</source>
        <translation>identifiant client</translation>
    </message>
    <message>
        <source>client secret</source>
        <translation>secret client</translation>
    </message>
    <message>
        <source>stored in the keyring; type to replace</source>
        <translation>dans le trousseau&#x202f;; saisissez pour remplacer</translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <source>Forget the credentials</source>
        <translation>Oublier les identifiants</translation>
    </message>
    <message>
        <source>Remove the credentials of this connection from the system keyring?</source>
        <translation>Retirer les identifiants de cette connexion du trousseau du système&#x202f;?</translation>
    </message>
    <message>
        <source>The settings and the stored orders stay.</source>
        <translation>Les paramètres et les commandes enregistrées sont conservés.</translation>
    </message>
</context>
<context>
    <name>Contacts</name>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>Courriel</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
</context>
<context>
    <name>CopyActions</name>
    <message>
        <source>&amp;Copy value</source>
        <translation>&amp;Copier la valeur</translation>
    </message>
    <message>
        <source>Copy &amp;name and value</source>
        <translation>Copier le &amp;nom et la valeur</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>Copier le c&amp;hemin</translation>
    </message>
</context>
<context>
    <name>DayEntry</name>
    <message>
        <source>API key issued on:</source>
        <translation>Clé API émise le&#x202f;:</translation>
    </message>
    <message>
        <source>Day the API key was issued</source>
        <translation>Jour d’émission de la clé API</translation>
    </message>
    <message>
        <source>I know the day</source>
        <translation>Je connais la date</translation>
    </message>
    <message>
        <source>Keys live two years. With the day, orderviewer can warn you in time.</source>
        <translation>Une clé vaut deux ans. Avec la date, orderviewer peut vous prévenir à temps.</translation>
    </message>
    <message>
        <source>This key expires on {day}.</source>
        <translation>Cette clé expire le {day}.</translation>
    </message>
    <message>
        <source>This key has expired on {day}: ask Orange for a new one.</source>
        <translation>Cette clé a expiré le {day}&#x202f;: demandez-en une nouvelle à Orange.</translation>
    </message>
</context>
<context>
    <name>DemoRibbon</name>
    <message>
        <source>Connect to Orange…</source>
        <translation>Se connecter à Orange…</translation>
    </message>
    <message>
        <source>DEMONSTRATION: every order here is invented.</source>
        <translation>DÉMONSTRATION&#x202f;: toutes ces commandes sont fictives.</translation>
    </message>
</context>
<context>
    <name>DetailNote</name>
    <message>
        <source>Ask Orange for the details of this order again</source>
        <translation>Demander de nouveau à Orange le détail de cette commande</translation>
    </message>
    <message>
        <source>Asking Orange for the details…</source>
        <translation>Demande du détail à Orange…</translation>
    </message>
    <message>
        <source>Orange no longer gives details of this order; the last copy is shown.</source>
        <translation>Orange ne donne plus le détail de cette commande&#x202f;; la dernière copie est affichée.</translation>
    </message>
    <message>
        <source>The details could not be read. {reason}</source>
        <translation>Le détail n’a pas pu être lu. {reason}</translation>
    </message>
    <message>
        <source>There is no connection to Orange; what was received before is shown.</source>
        <translation>Pas de connexion à Orange&#x202f;; ce qui a déjà été reçu est affiché.</translation>
    </message>
    <message>
        <source>This is the order as it was on the day that is shown.</source>
        <translation>Voici la commande telle qu’elle était le jour affiché.</translation>
    </message>
    <message>
        <source>This order has no number, so Orange cannot be asked for its details.</source>
        <translation>Cette commande n’a pas de numéro&#x202f;: impossible d’en demander le détail à Orange.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Suivi</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Order details</source>
        <translation>Détail de la commande</translation>
    </message>
    <message>
        <source>Reading the order…</source>
        <translation>Lecture de la commande…</translation>
    </message>
    <message>
        <source>Select an order to read it here.</source>
        <translation>Sélectionnez une commande pour la lire ici.</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>Ways to read the order</source>
        <translation>Façons de lire la commande</translation>
    </message>
</context>
<context>
    <name>Elsewhere</name>
    <message>
        <source>That window was asked to come to the front.</source>
        <translation>Cette fenêtre a été appelée au premier plan.</translation>
    </message>
    <message>
        <source>Wait a moment, or end that program, then start again.</source>
        <translation>Patientez un instant, ou mettez fin à ce programme, puis recommencez.</translation>
    </message>
    <message>
        <source>orderviewer is open already, but its window does not answer.</source>
        <translation>orderviewer est déjà ouvert, mais sa fenêtre ne répond pas.</translation>
    </message>
    <message>
        <source>“{name}” is open in another window.</source>
        <translation>«&#x202f;{name}&#x202f;» est ouvert dans une autre fenêtre.</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message numerus="yes">
        <source>%n working day(s) earlier</source>
        <translation>
            <numerusform>%n jour ouvré plus tôt</numerusform>
            <numerusform>%n jours ouvrés plus tôt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) later</source>
        <translation>
            <numerusform>%n jour ouvré plus tard</numerusform>
            <numerusform>%n jours ouvrés plus tard</numerusform>
        </translation>
    </message>
    <message>
        <source>Address changed</source>
        <translation>Adresse changée</translation>
    </message>
    <message>
        <source>Appointment cancelled</source>
        <translation>Rendez-vous annulé</translation>
    </message>
    <message>
        <source>Appointment moved</source>
        <translation>Rendez-vous déplacé</translation>
    </message>
    <message>
        <source>Appointment set</source>
        <translation>Rendez-vous fixé</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Terminée</translation>
    </message>
    <message>
        <source>Contact changed</source>
        <translation>Interlocuteur changé</translation>
    </message>
    <message>
        <source>Date moved</source>
        <translation>Date déplacée</translation>
    </message>
    <message>
        <source>Field changed</source>
        <translation>Champ changé</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Nouvelle commande</translation>
    </message>
    <message>
        <source>No longer current</source>
        <translation>N’est plus en cours</translation>
    </message>
    <message>
        <source>Orange sends other fields</source>
        <translation>Orange envoie d’autres champs</translation>
    </message>
    <message>
        <source>Reappeared</source>
        <translation>Réapparue</translation>
    </message>
    <message>
        <source>State changed</source>
        <translation>État changé</translation>
    </message>
    <message>
        <source>Vanished</source>
        <translation>Disparue</translation>
    </message>
    <message>
        <source>between {earliest} and {latest}</source>
        <translation>entre le {earliest} et le {latest}</translation>
    </message>
    <message>
        <source>{field}: {change}</source>
        <translation>{field}&#x202f;: {change}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln line(s) written.</source>
        <translation>
            <numerusform>%Ln ligne écrite.</numerusform>
            <numerusform>%Ln lignes écrites.</numerusform>
        </translation>
    </message>
    <message>
        <source>CSV by the standard (commas)</source>
        <translation>CSV selon la norme (virgules)</translation>
    </message>
    <message>
        <source>CSV for Excel in French (semicolons)</source>
        <translation>CSV pour Excel en français (points-virgules)</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Choisir un autre fichier…</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Choisir le fichier…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Format of the &amp;file:</source>
        <translation>Format du &amp;fichier&#x202f;:</translation>
    </message>
    <message>
        <source>Format of the file</source>
        <translation>Format du fichier</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Ouvrir le fichier</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Progression de l’export</translation>
    </message>
    <message>
        <source>Reading the missing orders: {done}</source>
        <translation>Lecture des commandes manquantes&#x202f;: {done}</translation>
    </message>
    <message>
        <source>Reading the missing orders: {done} of about {total}</source>
        <translation>Lecture des commandes manquantes&#x202f;: {done} sur environ {total}</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Afficher dans le dossier</translation>
    </message>
    <message>
        <source>Text with tabs (TSV)</source>
        <translation>Texte avec tabulations (TSV)</translation>
    </message>
    <message>
        <source>The file keeps leading zeros; Excel drops them when it opens a CSV directly. Import it as text to keep them.</source>
        <translation>Le fichier garde les zéros de tête&#x202f;; Excel les supprime quand il ouvre un CSV directement. Importez-le en tant que texte pour les conserver.</translation>
    </message>
    <message>
        <source>Writing: {done} of {total}</source>
        <translation>Écriture&#x202f;: {done} sur {total}</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>All orders</source>
        <translation>Toutes les commandes</translation>
    </message>
    <message>
        <source>Closed orders</source>
        <translation>Commandes closes</translation>
    </message>
    <message>
        <source>Current orders</source>
        <translation>Commandes en cours</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exporter vers</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>Type de fichier&#x202f;:</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>Regarder dans&#x202f;:</translation>
    </message>
    <message>
        <source>Tables (*.{ending})</source>
        <translation>Tableaux (*.{ending})</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>comparaison</translation>
    </message>
</context>
<context>
    <name>FacetModel</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln autre</numerusform>
            <numerusform>%Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(vide)</translation>
    </message>
    <message>
        <source>Click: only these. Ctrl+click: without these.</source>
        <translation>Clic&#x202f;: seulement celles-ci. Ctrl+clic&#x202f;: sans celles-ci.</translation>
    </message>
    <message>
        <source>Promised in week</source>
        <translation>Promise en semaine</translation>
    </message>
    <message>
        <source>W{week} · {monday}</source>
        <translation>S{week} · {monday}</translation>
    </message>
    <message numerus="yes">
        <source>{value}, %Ln order(s)</source>
        <translation>
            <numerusform>{value}, %Ln commande</numerusform>
            <numerusform>{value}, %Ln commandes</numerusform>
        </translation>
    </message>
    <message>
        <source>{value}, chosen</source>
        <translation>{value}, choisie</translation>
    </message>
    <message>
        <source>{value}, excluded</source>
        <translation>{value}, exclue</translation>
    </message>
</context>
<context>
    <name>FacetPane</name>
    <message>
        <source>Filter by value</source>
        <translation>Filtrer par valeur</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Order</source>
        <translation>Commande</translation>
    </message>
</context>
<context>
    <name>Fate</name>
    <message numerus="yes">
        <source>%Ln brought forward</source>
        <translation>
            <numerusform>%Ln avancée</numerusform>
            <numerusform>%Ln avancées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln closed</source>
        <translation>
            <numerusform>%Ln close</numerusform>
            <numerusform>%Ln closes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in another state</source>
        <translation>
            <numerusform>%Ln dans un autre état</numerusform>
            <numerusform>%Ln dans un autre état</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln nouvelle</numerusform>
            <numerusform>%Ln nouvelles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) on {day}</source>
        <translation>
            <numerusform>%Ln commande le {day}</numerusform>
            <numerusform>%Ln commandes le {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln otherwise changed</source>
        <translation>
            <numerusform>%Ln autrement modifiée</numerusform>
            <numerusform>%Ln autrement modifiées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln postponed</source>
        <translation>
            <numerusform>%Ln repoussée</numerusform>
            <numerusform>%Ln repoussées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reappeared</source>
        <translation>
            <numerusform>%Ln réapparue</numerusform>
            <numerusform>%Ln réapparues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unchanged</source>
        <translation>
            <numerusform>%Ln inchangée</numerusform>
            <numerusform>%Ln inchangées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vanished</source>
        <translation>
            <numerusform>%Ln disparue</numerusform>
            <numerusform>%Ln disparues</numerusform>
        </translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closes</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nouvelles</translation>
    </message>
    <message>
        <source>Otherwise changed</source>
        <translation>Autrement modifiées</translation>
    </message>
    <message>
        <source>Promised earlier</source>
        <translation>Avancées</translation>
    </message>
    <message>
        <source>Promised later</source>
        <translation>Repoussées</translation>
    </message>
    <message>
        <source>Reappeared</source>
        <translation>Réapparues</translation>
    </message>
    <message>
        <source>State changed</source>
        <translation>État changé</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Inchangées</translation>
    </message>
    <message>
        <source>Vanished</source>
        <translation>Disparues</translation>
    </message>
    <message>
        <source>{flow}; {came}.</source>
        <translation>{flow}&#x202f;; {came}.</translation>
    </message>
</context>
<context>
    <name>FieldModel</name>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n élément</numerusform>
            <numerusform>%n éléments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n champ</numerusform>
            <numerusform>%n champs</numerusform>
        </translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} à {last}</translation>
    </message>
    <message>
        <source>{name}: gone, was {before}</source>
        <translation>{name}&#x202f;: disparu, était {before}</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}&#x202f;: {value}</translation>
    </message>
    <message>
        <source>{name}: {value}, changed, was {before}</source>
        <translation>{name}&#x202f;: {value}, modifié, était {before}</translation>
    </message>
    <message>
        <source>{name}: {value}, new</source>
        <translation>{name}&#x202f;: {value}, nouveau</translation>
    </message>
</context>
<context>
    <name>FieldView</name>
    <message>
        <source>&amp;Make a column of this</source>
        <translation>&amp;En faire une colonne</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n résultat</numerusform>
            <numerusform>%n résultats</numerusform>
        </translation>
    </message>
    <message>
        <source>Match {current} of {many}</source>
        <translation>Résultat {current} sur {many}</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Résultat suivant</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Aucun résultat</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Résultat précédent</translation>
    </message>
    <message>
        <source>{current}/{many}</source>
        <translation>{current}/{many}</translation>
    </message>
    <message>
        <source>{matches}; only the beginning of this very large order is searched</source>
        <translation>{matches}&#x202f;; seul le début de cette très grande commande est parcouru</translation>
    </message>
</context>
<context>
    <name>Forgetting</name>
    <message numerus="yes">
        <source>%Ln closed order(s) ended longer ago and will be removed now, with their history.</source>
        <translation>
            <numerusform>%Ln commande close terminée depuis plus longtemps sera supprimée maintenant, avec son historique.</numerusform>
            <numerusform>%Ln commandes closes terminées depuis plus longtemps seront supprimées maintenant, avec leur historique.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n mois</numerusform>
            <numerusform>%n mois</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Erase</source>
        <translation>&amp;Effacer</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Oublier</translation>
    </message>
    <message>
        <source>&amp;Keep closed orders</source>
        <translation>&amp;Conserver les commandes closes</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>All orders, their history and every copy of the file are deleted; this cannot be undone. Your views and the settings stay. The credentials stay in the system keyring: to remove them too, choose “Forget the stored credentials” in the menu File. Nothing changes at Orange.</source>
        <translation>Toutes les commandes, leur historique et toutes les copies du fichier sont supprimés&#x202f;; c’est irréversible. Vos vues et les réglages restent. Les identifiants restent dans le trousseau du système&#x202f;: pour les supprimer aussi, choisissez «&#x202f;Oublier les identifiants enregistrés&#x202f;» dans le menu Fichier. Rien ne change chez Orange.</translation>
    </message>
    <message>
        <source>Erase all orders of this connection from this computer?</source>
        <translation>Effacer de cet ordinateur toutes les commandes de cette connexion&#x202f;?</translation>
    </message>
    <message>
        <source>Erase the local data</source>
        <translation>Effacer les données locales</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>Sans limite</translation>
    </message>
    <message numerus="yes">
        <source>Forget %Ln order(s)?</source>
        <translation>
            <numerusform>Oublier %Ln commande&#x202f;?</numerusform>
            <numerusform>Oublier %Ln commandes&#x202f;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget order {order}?</source>
        <translation>Oublier la commande {order}&#x202f;?</translation>
    </message>
    <message numerus="yes">
        <source>Forget order(s)</source>
        <translation>
            <numerusform>Oublier une commande</numerusform>
            <numerusform>Oublier des commandes</numerusform>
        </translation>
    </message>
    <message>
        <source>From then on those that get too old are removed whenever this connection is opened. Nothing changes at Orange.</source>
        <translation>Ensuite, celles qui deviennent trop anciennes sont supprimées à l’ouverture de cette connexion. Rien ne change chez Orange.</translation>
    </message>
    <message>
        <source>Keep closed orders</source>
        <translation>Conserver les commandes closes</translation>
    </message>
    <message numerus="yes">
        <source>Keep closed orders for %n month(s) only?</source>
        <translation>
            <numerusform>Conserver les commandes closes pendant %n mois seulement&#x202f;?</numerusform>
            <numerusform>Conserver les commandes closes pendant %n mois seulement&#x202f;?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The order(s), their history and what was stored of them in copies of the file are removed from this computer; this cannot be undone. They do not come back with the next update. Nothing changes at Orange.</source>
        <translation>
            <numerusform>La commande, son historique et les copies du fichier qui la contiennent sont supprimés de cet ordinateur&#x202f;; c’est irréversible. Elle ne revient pas à la prochaine mise à jour. Rien ne change chez Orange.</numerusform>
            <numerusform>Les commandes, leur historique et les copies du fichier qui les contiennent sont supprimés de cet ordinateur&#x202f;; c’est irréversible. Elles ne reviennent pas à la prochaine mise à jour. Rien ne change chez Orange.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln autre</numerusform>
            <numerusform>et %Ln autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryMenu</name>
    <message>
        <source>&amp;Changes of all orders</source>
        <translation>&amp;Changements de toutes les commandes</translation>
    </message>
    <message>
        <source>&amp;Mark as seen</source>
        <translation>&amp;Marquer comme vue</translation>
    </message>
    <message>
        <source>&amp;Next changed order</source>
        <translation>Commande modifiée &amp;suivante</translation>
    </message>
    <message>
        <source>&amp;Previous changed order</source>
        <translation>Commande modifiée &amp;précédente</translation>
    </message>
    <message>
        <source>C&amp;ompare two days</source>
        <translation>C&amp;omparer deux jours</translation>
    </message>
    <message>
        <source>H&amp;istory</source>
        <translation>&amp;Historique</translation>
    </message>
    <message>
        <source>Mark &amp;all changes as seen</source>
        <translation>&amp;Tout marquer comme vu</translation>
    </message>
    <message>
        <source>Orders as on another &amp;day</source>
        <translation>Commandes d’un autre &amp;jour</translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message numerus="yes">
        <source>%Ln new change(s). Show</source>
        <translation>
            <numerusform>%Ln nouveau changement. Afficher</numerusform>
            <numerusform>%Ln nouveaux changements. Afficher</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Mark as seen</source>
        <translation>&amp;Marquer comme vu</translation>
    </message>
    <message>
        <source>&amp;Only the changes of this order</source>
        <translation>&amp;Seulement les changements de cette commande</translation>
    </message>
    <message>
        <source>&amp;Unseen only</source>
        <translation>&amp;Non vus seulement</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Changements</translation>
    </message>
    <message>
        <source>Changes of all orders</source>
        <translation>Changements de toutes les commandes</translation>
    </message>
    <message>
        <source>Every kind of change</source>
        <translation>Toute nature de changement</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>Nature du changement</translation>
    </message>
    <message>
        <source>Mark all as &amp;seen</source>
        <translation>Tout marquer comme &amp;vu</translation>
    </message>
    <message>
        <source>No change passes these filters.</source>
        <translation>Aucun changement ne passe ces filtres.</translation>
    </message>
    <message>
        <source>Nothing has changed since the orders were first read. Changes appear here.</source>
        <translation>Rien n’a changé depuis la première lecture des commandes. Les changements apparaîtront ici.</translation>
    </message>
    <message>
        <source>Order or customer reference</source>
        <translation>Commande ou référence client</translation>
    </message>
    <message>
        <source>You have seen every change.</source>
        <translation>Vous avez vu tous les changements.</translation>
    </message>
</context>
<context>
    <name>InboxButton</name>
    <message numerus="yes">
        <source>%Ln change(s) not seen yet</source>
        <translation>
            <numerusform>%Ln changement pas encore vu</numerusform>
            <numerusform>%Ln changements pas encore vus</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Changes</source>
        <translation>&amp;Changements</translation>
    </message>
    <message>
        <source>&amp;Changes ({count})</source>
        <translation>&amp;Changements ({count})</translation>
    </message>
</context>
<context>
    <name>InboxModel</name>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln commande</numerusform>
            <numerusform>%Ln commandes</numerusform>
        </translation>
    </message>
    <message>
        <source>Customer reference</source>
        <translation>Référence client</translation>
    </message>
    <message>
        <source>From what to what</source>
        <translation>De quoi à quoi</translation>
    </message>
    <message>
        <source>It happened between these two moments, at which Orange was asked.</source>
        <translation>C’est arrivé entre ces deux moments, auxquels Orange a été interrogé.</translation>
    </message>
    <message>
        <source>Not after</source>
        <translation>Au plus tard</translation>
    </message>
    <message>
        <source>Not before</source>
        <translation>Au plus tôt</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui est arrivé</translation>
    </message>
    <message>
        <source>{told}, not seen</source>
        <translation>{told}, non vu</translation>
    </message>
</context>
<context>
    <name>Interior</name>
    <message>
        <source>Demonstration</source>
        <translation>Démonstration</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>Barre d’outils</translation>
    </message>
</context>
<context>
    <name>KeyringLine</name>
    <message>
        <source>Looking for the system keyring…</source>
        <translation>Recherche du trousseau du système…</translation>
    </message>
    <message>
        <source>The three values will be kept in the system keyring ({name}).</source>
        <translation>Les trois valeurs seront conservées dans le trousseau du système ({name}).</translation>
    </message>
    <message>
        <source>This computer offers no safe keyring. The three values are kept for this session only, and forgotten when you quit.</source>
        <translation>Cet ordinateur n’offre pas de trousseau sûr. Les trois valeurs ne servent que pour cette session et sont oubliées quand vous quittez.</translation>
    </message>
</context>
<context>
    <name>LinesModel</name>
    <message>
        <source>{value}, {column}</source>
        <translation>{value}, {column}</translation>
    </message>
</context>
<context>
    <name>LinesPane</name>
    <message>
        <source>Back to the &amp;orders</source>
        <translation>&amp;Retour aux commandes</translation>
    </message>
    <message>
        <source>Show in the &amp;table</source>
        <translation>Montrer dans le &amp;tableau</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message numerus="yes">
        <source>%Ln change(s) marked as seen</source>
        <translation>
            <numerusform>%Ln changement marqué comme vu</numerusform>
            <numerusform>%Ln changements marqués comme vus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changes of %Ln order(s) marked as seen</source>
        <translation>
            <numerusform>%Ln commande marquée comme vue</numerusform>
            <numerusform>%Ln commandes marquées comme vues</numerusform>
        </translation>
    </message>
    <message>
        <source>No order of this list has unseen changes</source>
        <translation>Aucune commande de cette liste n’a de changement non vu</translation>
    </message>
    <message>
        <source>The selected orders have no unseen changes</source>
        <translation>Les commandes sélectionnées n’ont pas de changement non vu</translation>
    </message>
</context>
<context>
    <name>OrderGrid</name>
    <message>
        <source>Orders</source>
        <translation>Commandes</translation>
    </message>
</context>
<context>
    <name>OrderHeader</name>
    <message>
        <source>Customer reference: {reference}</source>
        <translation>Référence client&#x202f;: {reference}</translation>
    </message>
    <message>
        <source>No longer in Orange&apos;s list; this is its last known content.</source>
        <translation>N’est plus dans la liste d’Orange&#x202f;; voici son dernier contenu connu.</translation>
    </message>
    <message>
        <source>Order without a number</source>
        <translation>Commande sans numéro</translation>
    </message>
    <message>
        <source>Order {number}</source>
        <translation>Commande {number}</translation>
    </message>
    <message>
        <source>{scope} · listed on {moment}</source>
        <translation>{scope} · listée le {moment}</translation>
    </message>
    <message>
        <source>{scope} · listed on {moment} · details of {detail_moment}</source>
        <translation>{scope} · listée le {moment} · détail du {detail_moment}</translation>
    </message>
</context>
<context>
    <name>OrderTableModel</name>
    <message>
        <source>Changed, and not seen yet. M marks it as seen.</source>
        <translation>Modifiée, pas encore vue. M la marque comme vue.</translation>
    </message>
    <message>
        <source>No longer in Orange&apos;s list; this is its last known content.</source>
        <translation>N’est plus dans la liste d’Orange&#x202f;; voici son dernier contenu connu.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>{value}, {column}</source>
        <translation>{value}, {column}</translation>
    </message>
    <message>
        <source>{value}, {column}, changed</source>
        <translation>{value}, {column}, modifiée</translation>
    </message>
</context>
<context>
    <name>OrdersDialog</name>
    <message numerus="yes">
        <source>%Ln order(s) written.</source>
        <translation>
            <numerusform>%Ln commande écrite.</numerusform>
            <numerusform>%Ln commandes écrites.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every field, as Orange sent it</source>
        <translation>Tous les champs, tels qu’Orange les a envoyés</translation>
    </message>
    <message numerus="yes">
        <source>Every order of this list (%Ln)</source>
        <translation>
            <numerusform>Toutes les commandes de cette liste (%Ln)</numerusform>
            <numerusform>Toutes les commandes de cette liste (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every order of this list; about %Ln more will be read from Orange first</source>
        <translation>
            <numerusform>Toutes les commandes de cette liste&#x202f;; environ %Ln autre sera d’abord lue chez Orange</numerusform>
            <numerusform>Toutes les commandes de cette liste&#x202f;; environ %Ln autres seront d’abord lues chez Orange</numerusform>
        </translation>
    </message>
    <message>
        <source>Every order of this list; the rest is read from Orange first</source>
        <translation>Toutes les commandes de cette liste&#x202f;; le reste est d’abord lu chez Orange</translation>
    </message>
    <message>
        <source>Export the orders</source>
        <translation>Exporter les commandes</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln order(s) found</source>
        <translation>
            <numerusform>La %Ln commande trouvée</numerusform>
            <numerusform>Les %Ln commandes trouvées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln order(s) read so far</source>
        <translation>
            <numerusform>La %Ln commande déjà lue</numerusform>
            <numerusform>Les %Ln commandes déjà lues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln selected order(s)</source>
        <translation>
            <numerusform>La %Ln commande sélectionnée</numerusform>
            <numerusform>Les %Ln commandes sélectionnées</numerusform>
        </translation>
    </message>
    <message>
        <source>The columns of the table</source>
        <translation>Les colonnes du tableau</translation>
    </message>
    <message>
        <source>Which fields</source>
        <translation>Champs à exporter</translation>
    </message>
    <message>
        <source>Which orders</source>
        <translation>Commandes à exporter</translation>
    </message>
</context>
<context>
    <name>PastRibbon</name>
    <message>
        <source>Back to &amp;today</source>
        <translation>Retour à &amp;aujourd’hui</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Earlier day</source>
        <translation>Jour précédent</translation>
    </message>
    <message>
        <source>Later day</source>
        <translation>Jour suivant</translation>
    </message>
    <message>
        <source>Orders of another day</source>
        <translation>Commandes d’un autre jour</translation>
    </message>
    <message>
        <source>The orders as on {day}.</source>
        <translation>Les commandes telles qu’elles étaient le {day}.</translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message numerus="yes">
        <source>%Ln order(s) of the other list match(es).</source>
        <translation>
            <numerusform>%Ln commande de l’autre liste correspond.</numerusform>
            <numerusform>%Ln commandes de l’autre liste correspondent.</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the credentials…</source>
        <translation>Vérifier les identifiants…</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Effacer la recherche</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>Copier pour le support</translation>
    </message>
    <message>
        <source>No closed orders.</source>
        <translation>Aucune commande close.</translation>
    </message>
    <message>
        <source>No current orders.</source>
        <translation>Aucune commande en cours.</translation>
    </message>
    <message>
        <source>No order matches the search.</source>
        <translation>Aucune commande ne correspond à la recherche.</translation>
    </message>
    <message>
        <source>Orange lists no order for your company.</source>
        <translation>Orange ne liste aucune commande pour votre entreprise.</translation>
    </message>
    <message>
        <source>Orange reference: {id}</source>
        <translation>Référence Orange&#x202f;: {id}</translation>
    </message>
    <message>
        <source>Orders that change from now on appear here.</source>
        <translation>Les commandes qui changent désormais apparaissent ici.</translation>
    </message>
    <message>
        <source>Reading the first orders…</source>
        <translation>Lecture des premières commandes…</translation>
    </message>
    <message>
        <source>Search in all orders</source>
        <translation>Chercher partout</translation>
    </message>
    <message numerus="yes">
        <source>Searched among %Ln order(s).</source>
        <translation>
            <numerusform>Cherché parmi %Ln commande.</numerusform>
            <numerusform>Cherché parmi %Ln commandes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all orders</source>
        <translation>Voir toutes les commandes</translation>
    </message>
    <message>
        <source>Show closed orders</source>
        <translation>Voir les commandes closes</translation>
    </message>
    <message>
        <source>Show current orders</source>
        <translation>Voir les commandes en cours</translation>
    </message>
    <message>
        <source>The API key may belong to another company or contract, or your rights may not be open yet: check the key, or ask your Orange contact.</source>
        <translation>La clé API est peut-être rattachée à une autre entreprise ou à un autre contrat, ou vos droits ne sont pas encore ouverts&#x202f;: vérifiez la clé, ou demandez à votre interlocuteur Orange.</translation>
    </message>
    <message>
        <source>The connection works, but both lists are empty.</source>
        <translation>La connexion fonctionne, mais les deux listes sont vides.</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln closed order(s).</source>
        <translation>
            <numerusform>Il existe %Ln commande close.</numerusform>
            <numerusform>Il existe %Ln commandes closes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln current order(s).</source>
        <translation>
            <numerusform>Il existe %Ln commande en cours.</numerusform>
            <numerusform>Il existe %Ln commandes en cours.</numerusform>
        </translation>
    </message>
    <message>
        <source>You have seen every change.</source>
        <translation>Vous avez vu tous les changements.</translation>
    </message>
    <message>
        <source>{searched} More are still being read.</source>
        <translation>{searched} D’autres sont en cours de lecture.</translation>
    </message>
</context>
<context>
    <name>PlainLabel</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
</context>
<context>
    <name>Policy</name>
    <message>
        <source>Set by your IT department in {file}.</source>
        <translation>Fixé par votre service informatique dans {file}.</translation>
    </message>
</context>
<context>
    <name>PolicyLine</name>
    <message>
        <source>Also trusted: the certificates in {file}</source>
        <translation>Certificats également acceptés&#x202f;: ceux de {file}</translation>
    </message>
    <message>
        <source>Pages read at once: {number} at most</source>
        <translation>Pages lues à la fois&#x202f;: {number} au plus</translation>
    </message>
    <message>
        <source>Proxy: none, even if this computer has one</source>
        <translation>Proxy&#x202f;: aucun, même si cet ordinateur en a un</translation>
    </message>
    <message>
        <source>Proxy: {address}</source>
        <translation>Proxy&#x202f;: {address}</translation>
    </message>
</context>
<context>
    <name>RawJson</name>
    <message>
        <source>Answer to show</source>
        <translation>Réponse à afficher</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Tout copier</translation>
    </message>
    <message>
        <source>Copy the whole answer as it is chosen here</source>
        <translation>Copier la réponse entière telle qu’elle est choisie ici</translation>
    </message>
    <message>
        <source>Detail, as received</source>
        <translation>Détail, tel que reçu</translation>
    </message>
    <message>
        <source>Detail, indented</source>
        <translation>Détail, mis en forme</translation>
    </message>
    <message>
        <source>JSON text</source>
        <translation>Texte JSON</translation>
    </message>
    <message>
        <source>List, as received</source>
        <translation>Liste, telle que reçue</translation>
    </message>
    <message>
        <source>List, indented</source>
        <translation>Liste, mise en forme</translation>
    </message>
    <message>
        <source>Only its beginning is shown; “Copy all” copies the whole answer.</source>
        <translation>Seul le début est affiché&#x202f;; «&#x202f;Tout copier&#x202f;» copie la réponse entière.</translation>
    </message>
    <message>
        <source>Search this text</source>
        <translation>Rechercher dans ce texte</translation>
    </message>
    <message>
        <source>This answer is not valid JSON; it is shown as received.</source>
        <translation>Cette réponse n’est pas du JSON valide&#x202f;; elle est affichée telle que reçue.</translation>
    </message>
    <message>
        <source>This answer is very large; it is shown as received.</source>
        <translation>Cette réponse est très grande&#x202f;; elle est affichée telle que reçue.</translation>
    </message>
</context>
<context>
    <name>RecentSearches</name>
    <message>
        <source>&amp;Clear this list</source>
        <translation>&amp;Effacer cette liste</translation>
    </message>
    <message>
        <source>No searches yet</source>
        <translation>Aucune recherche pour l’instant</translation>
    </message>
</context>
<context>
    <name>ReleaseBar</name>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Read about it…</source>
        <translation>En savoir plus…</translation>
    </message>
    <message>
        <source>Version {version} of orderviewer is available; this is {present}.</source>
        <translation>La version {version} d’orderviewer est disponible&#x202f;; celle-ci est la {present}.</translation>
    </message>
</context>
<context>
    <name>Releases</name>
    <message>
        <source>Ask for new &amp;versions (this build cannot)</source>
        <translation>Demander s’il y a une nouvelle &amp;version (impossible dans cette édition)</translation>
    </message>
    <message>
        <source>Ask for new &amp;versions once a week</source>
        <translation>Demander s’il y a une nouvelle &amp;version, une fois par semaine</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Restaurer</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sauvegardes</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Restaurer une sauvegarde</translation>
    </message>
    <message>
        <source>The orders and their history will be those of the backup you choose. The file as it is now is kept beside it, as another backup. What has changed since then is read from Orange again.</source>
        <translation>Les commandes et leur historique seront ceux de la sauvegarde choisie. Le fichier actuel est gardé à côté, comme une autre sauvegarde. Ce qui a changé depuis est relu auprès d’Orange.</translation>
    </message>
    <message>
        <source>There is no backup. One is made before a new version of orderviewer changes the form of the file with the orders, and kept for 90 days at most.</source>
        <translation>Il n’y a pas de sauvegarde. Une sauvegarde est faite avant qu’une nouvelle version d’orderviewer change la forme du fichier des commandes, et gardée 90 jours au plus.</translation>
    </message>
    <message>
        <source>{moment} · version {number} of the file · {size}</source>
        <translation>{moment} · version {number} du fichier · {size}</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Appointment</source>
        <translation>Rendez-vous</translation>
    </message>
    <message>
        <source>Appointment state</source>
        <translation>État du rendez-vous</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée le</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Terminée le</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Customer reference</source>
        <translation>Référence client</translation>
    </message>
    <message>
        <source>Delay reason</source>
        <translation>Motif de retard</translation>
    </message>
    <message>
        <source>Orange contact</source>
        <translation>Contact Orange</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Order type</source>
        <translation>Type de commande</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>Commandée le</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorité</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produit</translation>
    </message>
    <message>
        <source>Promised date</source>
        <translation>Date promise</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Demande</translation>
    </message>
    <message>
        <source>Requested date</source>
        <translation>Date souhaitée</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Site contact</source>
        <translation>Contact sur site</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Rue</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>Commune</translation>
    </message>
</context>
<context>
    <name>Scope</name>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closes</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>En cours</translation>
    </message>
</context>
<context>
    <name>ScopeFilter</name>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closes</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Show all orders</source>
        <translation>Voir toutes les commandes</translation>
    </message>
    <message>
        <source>Show closed orders</source>
        <translation>Voir les commandes closes</translation>
    </message>
    <message>
        <source>Show current orders</source>
        <translation>Voir les commandes en cours</translation>
    </message>
    <message>
        <source>Status filter</source>
        <translation>Portée</translation>
    </message>
    <message>
        <source>{scope} (about {count})</source>
        <translation>{scope} (environ {count})</translation>
    </message>
    <message>
        <source>{scope} ({count})</source>
        <translation>{scope} ({count})</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Found in {field}: {value}</source>
        <translation>Trouvé dans {field}&#x202f;: {value}</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Recherches récentes</translation>
    </message>
    <message>
        <source>Recent searches (Alt+Down in the box)</source>
        <translation>Recherches récentes (Alt+Bas dans la zone)</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search every field: words, town:Lyon, promised&lt;+7d…</source>
        <translation>Rechercher dans tous les champs&#x202f;: mots, ville:Lyon, promise&lt;+7j…</translation>
    </message>
    <message>
        <source>Search in all orders</source>
        <translation>Rechercher dans toutes les commandes</translation>
    </message>
    <message>
        <source>Several words: all of them. -word: without it. field:value, field=value, field:empty; dates and numbers also with &lt; and &gt;. Ctrl+Space lists the fields. (Ctrl+F)</source>
        <translation>Plusieurs mots&#x202f;: tous. -mot&#x202f;: sans ce mot. champ:valeur, champ=valeur, champ:vide&#x202f;; dates et nombres aussi avec &lt; et &gt;. Ctrl+Espace liste les champs. (Ctrl+F)</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Supprimer…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Renommer…</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>&amp;Enregistrer cette vue…</translation>
    </message>
    <message>
        <source>D&amp;uplicate…</source>
        <translation>D&amp;upliquer…</translation>
    </message>
    <message>
        <source>Delete the view</source>
        <translation>Supprimer la vue</translation>
    </message>
    <message>
        <source>Delete the view “{view}”?</source>
        <translation>Supprimer la vue «&#x202f;{view}&#x202f;»&#x202f;?</translation>
    </message>
    <message>
        <source>Keep filter, list, order and columns under a name</source>
        <translation>Garder filtre, liste, ordre et colonnes sous un nom</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>&amp;Monter</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>&amp;Descendre</translation>
    </message>
    <message>
        <source>No order is deleted.</source>
        <translation>Aucune commande n’est supprimée.</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Volet des vues</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vues</translation>
    </message>
</context>
<context>
    <name>Sorting</name>
    <message>
        <source>Click: sort by this column. Shift+click or Ctrl+click: sort by it too, turn it round, then no more.</source>
        <translation>Clic&#x202f;: trier par cette colonne. Maj+clic ou Ctrl+clic&#x202f;: trier aussi par elle, inverser, puis ne plus trier par elle.</translation>
    </message>
    <message>
        <source>sorted ascending</source>
        <translation>tri croissant</translation>
    </message>
    <message>
        <source>sorted descending</source>
        <translation>tri décroissant</translation>
    </message>
    <message>
        <source>{column}, {way}</source>
        <translation>{column}, {way}</translation>
    </message>
    <message>
        <source>{column}, {way}, key {place} of {count}</source>
        <translation>{column}, {way}, clé {place} sur {count}</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Appointment</source>
        <translation>Rendez-vous</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Livrée</translation>
    </message>
    <message>
        <source>In production</source>
        <translation>En production</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>En retard</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Suspendue</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçue</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejetée</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Étude</translation>
    </message>
    <message>
        <source>Unknown state</source>
        <translation>État inconnu</translation>
    </message>
</context>
<context>
    <name>StateBadge</name>
    <message>
        <source>State: {family}; Orange says “{state}”</source>
        <translation>État&#x202f;: {family}&#x202f;; Orange écrit «&#x202f;{state}&#x202f;»</translation>
    </message>
    <message>
        <source>State: {state}</source>
        <translation>État&#x202f;: {state}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln trouvée</numerusform>
            <numerusform>%Ln trouvées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln commande</numerusform>
            <numerusform>%Ln commandes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln sélectionnée</numerusform>
            <numerusform>%Ln sélectionnées</numerusform>
        </translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Clé API</translation>
    </message>
    <message>
        <source>Age of the data</source>
        <translation>Ancienneté des données</translation>
    </message>
    <message>
        <source>As of {moment}. Orange refused several times: press F5 to try again.</source>
        <translation>État du {moment}. Orange a refusé plusieurs fois&#x202f;: appuyez sur F5 pour réessayer.</translation>
    </message>
    <message>
        <source>As of {moment}. Updated by itself.</source>
        <translation>État du {moment}. Mise à jour automatique.</translation>
    </message>
    <message>
        <source>As of {moment}. Updated only by F5.</source>
        <translation>État du {moment}. Mise à jour par F5 seulement.</translation>
    </message>
    <message>
        <source>Ask Orange for a new key in time</source>
        <translation>Demandez à temps une nouvelle clé à Orange</translation>
    </message>
    <message>
        <source>How much of the list is here</source>
        <translation>Part de la liste déjà lue</translation>
    </message>
    <message>
        <source>Nothing read yet</source>
        <translation>Rien n’est encore lu</translation>
    </message>
    <message numerus="yes">
        <source>Updated %n day(s) ago</source>
        <translation>
            <numerusform>Mis à jour il y a %n jour</numerusform>
            <numerusform>Mis à jour il y a %n jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updated %n hour(s) ago</source>
        <translation>
            <numerusform>Mis à jour il y a %n heure</numerusform>
            <numerusform>Mis à jour il y a %n heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updated %n minute(s) ago</source>
        <translation>
            <numerusform>Mis à jour il y a %n minute</numerusform>
            <numerusform>Mis à jour il y a %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Updated just now</source>
        <translation>Mis à jour à l’instant</translation>
    </message>
    <message numerus="yes">
        <source>at least %Ln found</source>
        <translation>
            <numerusform>au moins %Ln trouvée</numerusform>
            <numerusform>au moins %Ln trouvées</numerusform>
        </translation>
    </message>
    <message>
        <source>{extent} (sorted among the orders read so far)</source>
        <translation>{extent} (tri parmi les commandes déjà lues)</translation>
    </message>
    <message>
        <source>{found} among {extent}</source>
        <translation>{found} parmi {extent}</translation>
    </message>
    <message>
        <source>{read} of about {total}</source>
        <translation>{read} sur environ {total}</translation>
    </message>
    <message>
        <source>{read} of {total}, the list changed while loading</source>
        <translation>{read} sur {total}, la liste a changé pendant le chargement</translation>
    </message>
    <message>
        <source>{read} read; the list may be incomplete</source>
        <translation>{read} lues&#x202f;; la liste est peut-être incomplète</translation>
    </message>
    <message>
        <source>{stored} stored, none read again yet</source>
        <translation>{stored} enregistrées, aucune encore relue</translation>
    </message>
    <message>
        <source>{stored} stored; {read} of about {total} read again</source>
        <translation>{stored} enregistrées&#x202f;; {read} sur environ {total} relues</translation>
    </message>
    <message>
        <source>⚠ API key expired</source>
        <translation>⚠ Clé API expirée</translation>
    </message>
    <message numerus="yes">
        <source>⚠ API key expires in %Ln day(s)</source>
        <translation>
            <numerusform>⚠ La clé API expire dans %Ln jour</numerusform>
            <numerusform>⚠ La clé API expire dans %Ln jours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>&amp;Copy this step</source>
        <translation>&amp;Copier cette étape</translation>
    </message>
    <message>
        <source>Copy &amp;all steps</source>
        <translation>Copier &amp;toutes les étapes</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>Copier le c&amp;hemin</translation>
    </message>
    <message>
        <source>Milestones</source>
        <translation>Jalons</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}</source>
        <translation>Étape {number} sur {count}&#x202f;: {name}</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}, current step</source>
        <translation>Étape {number} sur {count}&#x202f;: {name}, étape en cours</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}, current step, {date}</source>
        <translation>Étape {number} sur {count}&#x202f;: {name}, étape en cours, {date}</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}, done</source>
        <translation>Étape {number} sur {count}&#x202f;: {name}, terminée</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}, done {date}</source>
        <translation>Étape {number} sur {count}&#x202f;: {name}, terminée le {date}</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}, to come</source>
        <translation>Étape {number} sur {count}&#x202f;: {name}, à venir</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}, to come, {date}</source>
        <translation>Étape {number} sur {count}&#x202f;: {name}, à venir, {date}</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}, {date}</source>
        <translation>Étape {number} sur {count}&#x202f;: {name}, {date}</translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message numerus="yes">
        <source>%Ln change(s) in their history</source>
        <translation>
            <numerusform>%Ln changement dans leur historique</numerusform>
            <numerusform>%Ln changements dans leur historique</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln commande</numerusform>
            <numerusform>%Ln commandes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) were removed from this computer.</source>
        <translation>
            <numerusform>%Ln commande a été supprimée de cet ordinateur.</numerusform>
            <numerusform>%Ln commandes ont été supprimées de cet ordinateur.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Closed orders are kept for %n month(s).</source>
        <translation>
            <numerusform>Les commandes closes sont conservées %n mois.</numerusform>
            <numerusform>Les commandes closes sont conservées %n mois.</numerusform>
        </translation>
    </message>
    <message>
        <source>Install the newer version to go on.</source>
        <translation>Installez la version plus récente pour continuer.</translation>
    </message>
    <message>
        <source>Nothing could be saved from it.</source>
        <translation>Rien n’a pu en être sauvé.</translation>
    </message>
    <message>
        <source>Saved from it: {orders}, {changes}.</source>
        <translation>Éléments sauvés&#x202f;: {orders}, {changes}.</translation>
    </message>
    <message>
        <source>The backup of {moment} is in use.</source>
        <translation>La sauvegarde du {moment} est utilisée.</translation>
    </message>
    <message>
        <source>The file as it was until now is kept beside it, as another backup.</source>
        <translation>Le fichier tel qu’il était est gardé à côté, comme une autre sauvegarde.</translation>
    </message>
    <message>
        <source>The local copy of the orders was damaged.</source>
        <translation>La copie locale des commandes était endommagée.</translation>
    </message>
    <message>
        <source>The orders are read from Orange again. The damaged file is now called {file}.</source>
        <translation>Les commandes sont relues auprès d’Orange. Le fichier endommagé s’appelle maintenant {file}.</translation>
    </message>
    <message>
        <source>These orders were stored by a newer version of orderviewer.</source>
        <translation>Ces commandes ont été enregistrées par une version plus récente d’orderviewer.</translation>
    </message>
    <message>
        <source>They are shown as they are; the file is left alone, nothing is read from Orange.</source>
        <translation>Elles sont affichées telles quelles&#x202f;; le fichier n’est pas modifié et rien n’est demandé à Orange.</translation>
    </message>
    <message>
        <source>What has changed since then is read from Orange again.</source>
        <translation>Ce qui a changé depuis est relu auprès d’Orange.</translation>
    </message>
</context>
<context>
    <name>Stream</name>
    <message>
        <source>Closed</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>En cours</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Milestones</source>
        <translation>Jalons</translation>
    </message>
    <message>
        <source>No appointment was found in this order.</source>
        <translation>Aucun rendez-vous n’a été trouvé dans cette commande.</translation>
    </message>
    <message>
        <source>No milestone and no appointment was found in this order.</source>
        <translation>Aucun jalon ni rendez-vous n’a été trouvé dans cette commande.</translation>
    </message>
    <message>
        <source>No milestone was found in this order.</source>
        <translation>Aucun jalon n’a été trouvé dans cette commande.</translation>
    </message>
    <message>
        <source>Summary of the order</source>
        <translation>Résumé de la commande</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>History of the order</source>
        <translation>Historique de la commande</translation>
    </message>
    <message>
        <source>Nothing has changed since this order was first read. Changes appear here.</source>
        <translation>Rien n’a changé depuis la première lecture de cette commande. Les changements apparaissent ici.</translation>
    </message>
</context>
<context>
    <name>UpdateMenus</name>
    <message>
        <source>&amp;Update by itself</source>
        <translation>Mise à jour a&amp;utomatique</translation>
    </message>
    <message>
        <source>&amp;Warn of old data</source>
        <translation>Avertir des données &amp;anciennes</translation>
    </message>
    <message numerus="yes">
        <source>After %n hour(s)</source>
        <translation>
            <numerusform>Après %n heure</numerusform>
            <numerusform>Après %n heures</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask for &amp;details by itself</source>
        <translation>Demander les &amp;détails automatiquement</translation>
    </message>
    <message numerus="yes">
        <source>Every %n hour(s)</source>
        <translation>
            <numerusform>Toutes les heures</numerusform>
            <numerusform>Toutes les %n heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n minute(s)</source>
        <translation>
            <numerusform>Toutes les minutes</numerusform>
            <numerusform>Toutes les %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message numerus="yes">
        <source>Up to %Ln order(s) an hour</source>
        <translation>
            <numerusform>Jusqu’à %Ln commande par heure</numerusform>
            <numerusform>Jusqu’à %Ln commandes par heure</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>Changed since last visit</source>
        <translation>Modifiées depuis la dernière visite</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closes</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>En cours</translation>
    </message>
    <message numerus="yes">
        <source>Due within %n day(s)</source>
        <translation>
            <numerusform>Échéance sous %n jour</numerusform>
            <numerusform>Échéance sous %n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>It was set aside as {file}.</source>
        <translation>Il a été mis de côté sous le nom {file}.</translation>
    </message>
    <message>
        <source>Orders that Orange has closed</source>
        <translation>Commandes qu’Orange a closes</translation>
    </message>
    <message>
        <source>Orders under way</source>
        <translation>Commandes qui ne sont pas encore closes</translation>
    </message>
    <message>
        <source>Orders with changes that you have not seen yet</source>
        <translation>Commandes dont vous n’avez pas encore vu tous les changements</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>En retard</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Sans nouvelles</translation>
    </message>
    <message>
        <source>The file with your views was damaged.</source>
        <translation>Le fichier de vos vues était endommagé.</translation>
    </message>
    <message>
        <source>The views that could be read were kept.</source>
        <translation>Les vues encore lisibles ont été conservées.</translation>
    </message>
    <message numerus="yes">
        <source>Unfinished orders promised for today or the next %n day(s)</source>
        <translation>
            <numerusform>Commandes inachevées promises pour aujourd’hui ou demain</numerusform>
            <numerusform>Commandes inachevées promises pour aujourd’hui ou les %n jours suivants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unfinished orders that have not changed for more than %n day(s)</source>
        <translation>
            <numerusform>Commandes inachevées inchangées depuis plus d’un jour</numerusform>
            <numerusform>Commandes inachevées inchangées depuis plus de %n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Unfinished orders whose promised date is past</source>
        <translation>Commandes inachevées dont la date promise est passée</translation>
    </message>
    <message>
        <source>Unfinished orders without an appointment</source>
        <translation>Commandes inachevées sans rendez-vous</translation>
    </message>
    <message>
        <source>Without appointment</source>
        <translation>Sans rendez-vous</translation>
    </message>
</context>
<context>
    <name>ViewModel</name>
    <message>
        <source>My views</source>
        <translation>Mes vues</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vues</translation>
    </message>
    <message numerus="yes">
        <source>{view}, %Ln order(s)</source>
        <translation>
            <numerusform>{view}, %Ln commande</numerusform>
            <numerusform>{view}, %Ln commandes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ViewNameDialog</name>
    <message>
        <source>&amp;Name of the view:</source>
        <translation>&amp;Nom de la vue&#x202f;:</translation>
    </message>
    <message>
        <source>Another view has this name.</source>
        <translation>Une autre vue porte déjà ce nom.</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Nom de la vue</translation>
    </message>
    <message>
        <source>Rename the view</source>
        <translation>Renommer la vue</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Enregistrer cette vue</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>About 5,000 invented orders from a service inside this computer.</source>
        <translation>Environ 5&#x202f;000 commandes fictives, servies par ce seul ordinateur.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Celle du système</translation>
    </message>
    <message>
        <source>Connect to Orange…</source>
        <translation>Se connecter à Orange…</translation>
    </message>
    <message>
        <source>Every order and appointment your company has with Orange Business, in one window, also without a network.</source>
        <translation>Toutes les commandes et tous les rendez-vous de votre entreprise chez Orange Business, dans une seule fenêtre, même hors ligne.</translation>
    </message>
    <message>
        <source>Language:</source>
        <translation>Langue&#x202f;:</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Essayer avec des données d’exemple</translation>
    </message>
    <message>
        <source>Welcome to orderviewer</source>
        <translation>Bienvenue dans orderviewer</translation>
    </message>
    <message>
        <source>You need the client id, the client secret and the API key from Orange.</source>
        <translation>Munissez-vous de l’identifiant client, du secret client et de la clé API remis par Orange.</translation>
    </message>
</context>
<context>
    <name>WhatWas</name>
    <message>
        <source>All orders have not been read on any day yet</source>
        <translation>Toutes les commandes n’ont encore été lues aucun jour</translation>
    </message>
    <message>
        <source>There are no two days yet on which all was read</source>
        <translation>Il n’y a pas encore deux jours où tout a été lu</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source> (HTTP {status})</source>
        <translation> (HTTP {status})</translation>
    </message>
    <message>
        <source> (HTTP {status}, code {code})</source>
        <translation> (HTTP {status}, code {code})</translation>
    </message>
    <message>
        <source>A login page answered instead of the service.</source>
        <translation>Une page de connexion a répondu à la place du service.</translation>
    </message>
    <message>
        <source>A new access token was refused as well: the client id, the client secret or the API key is no longer right.</source>
        <translation>Un nouveau jeton d’accès a été refusé lui aussi&#x202f;: l’identifiant client, le secret client ou la clé API n’est plus valable.</translation>
    </message>
    <message>
        <source>A server answers there, but has no list of orders.</source>
        <translation>Un serveur répond à cette adresse, mais sans liste de commandes.</translation>
    </message>
    <message>
        <source>Another window or program holds the file.</source>
        <translation>Une autre fenêtre ou un autre programme occupe le fichier.</translation>
    </message>
    <message>
        <source>Ask Orange for a new key, and enter it.</source>
        <translation>Demandez une nouvelle clé à Orange, puis saisissez-la.</translation>
    </message>
    <message>
        <source>Ask for fewer orders per page in the advanced settings.</source>
        <translation>Demandez moins de commandes par page dans les paramètres avancés.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Change the address…</source>
        <translation>Modifier l’adresse…</translation>
    </message>
    <message>
        <source>Check all three, and enter the new ones.</source>
        <translation>Vérifiez les trois, et saisissez les nouveaux.</translation>
    </message>
    <message>
        <source>Check the addresses of this connection, and whether a portal intervenes.</source>
        <translation>Vérifiez les adresses de cette connexion, et qu’aucun portail ne s’interpose.</translation>
    </message>
    <message>
        <source>Check the addresses of this connection.</source>
        <translation>Vérifiez les adresses de cette connexion.</translation>
    </message>
    <message>
        <source>Check the base URL of this connection.</source>
        <translation>Vérifiez l’URL de base de cette connexion.</translation>
    </message>
    <message>
        <source>Check the key, or ask Orange for a new one.</source>
        <translation>Vérifiez la clé, ou demandez-en une nouvelle à Orange.</translation>
    </message>
    <message>
        <source>Check the network or the VPN, then try again.</source>
        <translation>Vérifiez le réseau ou le VPN, puis réessayez.</translation>
    </message>
    <message>
        <source>Check the rights on the data folder, then try again.</source>
        <translation>Vérifiez les droits sur le dossier des données, puis réessayez.</translation>
    </message>
    <message>
        <source>Check the token URL of this connection.</source>
        <translation>Vérifiez l’URL du jeton de cette connexion.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date, then give the copied text to your IT department.</source>
        <translation>Vérifiez la date de cet ordinateur, puis transmettez le texte copié à votre service informatique.</translation>
    </message>
    <message>
        <source>Choose another backup.</source>
        <translation>Choisissez une autre sauvegarde.</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Choisir un autre fichier…</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Choose another name or another folder.</source>
        <translation>Choisissez un autre nom ou un autre dossier.</translation>
    </message>
    <message>
        <source>Close it, or choose another name.</source>
        <translation>Fermez-le, ou choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Close the other one, then try again.</source>
        <translation>Fermez l’autre, puis réessayez.</translation>
    </message>
    <message>
        <source>Connection settings…</source>
        <translation>Paramètres de la connexion…</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>Copier pour le support</translation>
    </message>
    <message>
        <source>Copy it again from its source.</source>
        <translation>Copiez-le de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>Correct it in the advanced settings, or leave it empty.</source>
        <translation>Corrigez-la dans les paramètres avancés, ou laissez-la vide.</translation>
    </message>
    <message>
        <source>Credentials are never written to a file in readable form.</source>
        <translation>Les identifiants ne sont jamais écrits en clair dans un fichier.</translation>
    </message>
    <message>
        <source>Credentials are only ever sent to the addresses that you entered.</source>
        <translation>Les identifiants ne sont envoyés qu’aux adresses que vous avez saisies.</translation>
    </message>
    <message>
        <source>Enter both as your Orange application shows them.</source>
        <translation>Saisissez les deux tels que votre application Orange les affiche.</translation>
    </message>
    <message>
        <source>Enter new credentials…</source>
        <translation>Saisir les identifiants…</translation>
    </message>
    <message>
        <source>Enter the three values that Orange gave you.</source>
        <translation>Saisissez les trois valeurs qu’Orange vous a remises.</translation>
    </message>
    <message>
        <source>Enter them again.</source>
        <translation>Saisissez-les de nouveau.</translation>
    </message>
    <message>
        <source>Enter them for this session: they are forgotten when you quit.</source>
        <translation>Saisissez-les pour cette session&#x202f;: ils sont oubliés quand vous quittez.</translation>
    </message>
    <message>
        <source>Free some space, or choose another place.</source>
        <translation>Libérez de l’espace, ou choisissez un autre emplacement.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Libérez de l’espace, puis réessayez.</translation>
    </message>
    <message>
        <source>Give the copied text to your IT department.</source>
        <translation>Transmettez le texte copié à votre service informatique.</translation>
    </message>
    <message>
        <source>If it happens again, send the copied text to whoever looks after orderviewer.</source>
        <translation>Si cela se reproduit, envoyez le texte copié à la personne qui s’occupe d’orderviewer.</translation>
    </message>
    <message>
        <source>Install the newer version of orderviewer.</source>
        <translation>Installez la version plus récente d’orderviewer.</translation>
    </message>
    <message>
        <source>It did not answer to the end in the time allowed.</source>
        <translation>Sa réponse n’était pas complète dans le temps imparti.</translation>
    </message>
    <message>
        <source>It holds no usable access token.</source>
        <translation>Elle ne contient pas de jeton d’accès utilisable.</translation>
    </message>
    <message>
        <source>It is not the list of orders or the order that was asked for.</source>
        <translation>Ce n’est pas la liste de commandes ou la commande demandée.</translation>
    </message>
    <message>
        <source>It is open in Excel or another program, or it is write-protected.</source>
        <translation>Il est ouvert dans Excel ou un autre programme, ou protégé en écriture.</translation>
    </message>
    <message>
        <source>It is too long, or holds characters that cannot be sent.</source>
        <translation>Il est trop long, ou contient des caractères impossibles à envoyer.</translation>
    </message>
    <message>
        <source>It was cancelled before its end.</source>
        <translation>Elle a été annulée avant la fin.</translation>
    </message>
    <message>
        <source>It was issued on {issued} and should be valid until {expired}: it is mistyped or revoked, or your company has no right to this service.</source>
        <translation>Émise le {issued}, elle devrait être valable jusqu’au {expired}&#x202f;: elle est mal saisie ou révoquée, ou votre entreprise n’a pas droit à ce service.</translation>
    </message>
    <message>
        <source>It was issued on {issued}: it has probably expired on {expired}.</source>
        <translation>Elle a été émise le {issued}&#x202f;: elle a sans doute expiré le {expired}.</translation>
    </message>
    <message>
        <source>It was moved or deleted, or its network drive is gone.</source>
        <translation>Il a été déplacé ou supprimé, ou son lecteur réseau n’est plus accessible.</translation>
    </message>
    <message>
        <source>It was removed, or your company&apos;s rights no longer cover it.</source>
        <translation>Elle a été retirée, ou les droits de votre entreprise ne la couvrent plus.</translation>
    </message>
    <message>
        <source>Its file cannot be read to the end.</source>
        <translation>Son fichier ne peut pas être lu jusqu’au bout.</translation>
    </message>
    <message>
        <source>Its file is damaged, or no longer there.</source>
        <translation>Son fichier est endommagé, ou n’existe plus.</translation>
    </message>
    <message>
        <source>Its folder or file is write-protected, or cannot be reached.</source>
        <translation>Son dossier ou son fichier est protégé en écriture, ou inaccessible.</translation>
    </message>
    <message>
        <source>Its interface has probably changed.</source>
        <translation>Son interface a sans doute changé.</translation>
    </message>
    <message>
        <source>Log in to the proxy, or ask your IT department to let this program reach Orange.</source>
        <translation>Connectez-vous au proxy, ou demandez à votre service informatique de laisser ce programme joindre Orange.</translation>
    </message>
    <message>
        <source>No connection to Orange is set up yet.</source>
        <translation>Aucune connexion à Orange n’est encore configurée.</translation>
    </message>
    <message>
        <source>No connection to Orange.</source>
        <translation>Pas de connexion à Orange.</translation>
    </message>
    <message>
        <source>Not every page could be read from Orange.</source>
        <translation>Toutes les pages n’ont pas pu être lues chez Orange.</translation>
    </message>
    <message>
        <source>Nothing answers at the service&apos;s address.</source>
        <translation>Rien ne répond à l’adresse du service.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Nothing was sent: what your IT department has set cannot be followed.</source>
        <translation>Rien n’a été envoyé&#x202f;: les réglages fixés par votre service informatique ne peuvent pas être suivis.</translation>
    </message>
    <message>
        <source>One of the credentials cannot be used.</source>
        <translation>L’un des identifiants est inutilisable.</translation>
    </message>
    <message>
        <source>Open a web browser, log in there, then try again.</source>
        <translation>Ouvrez un navigateur web, connectez-vous, puis réessayez.</translation>
    </message>
    <message>
        <source>Orange asks us to wait {wait}{answer}.</source>
        <translation>Orange demande d’attendre {wait}{answer}.</translation>
    </message>
    <message>
        <source>Orange asks us to wait{answer}.</source>
        <translation>Orange demande d’attendre{answer}.</translation>
    </message>
    <message>
        <source>Orange refused access{answer}.</source>
        <translation>Orange a refusé l’accès{answer}.</translation>
    </message>
    <message>
        <source>Orange refused the API key{answer}.</source>
        <translation>Orange a refusé la clé API{answer}.</translation>
    </message>
    <message>
        <source>Orange refused the client id or the client secret{answer}.</source>
        <translation>Orange a refusé l’identifiant client ou le secret client{answer}.</translation>
    </message>
    <message>
        <source>Orange refused the token scope{answer}.</source>
        <translation>Orange a refusé l’étendue du jeton{answer}.</translation>
    </message>
    <message>
        <source>Orange refused this request{answer}.</source>
        <translation>Orange a refusé cette demande{answer}.</translation>
    </message>
    <message>
        <source>Orange&apos;s service has a problem{answer}.</source>
        <translation>Le service d’Orange a un problème{answer}.</translation>
    </message>
    <message>
        <source>Read the orders</source>
        <translation>Lire les commandes</translation>
    </message>
    <message>
        <source>Reading stopped at the safety limit.</source>
        <translation>La lecture s’est arrêtée à la limite de sécurité.</translation>
    </message>
    <message>
        <source>Send the copied text to Orange support.</source>
        <translation>Envoyez le texte copié au support Orange.</translation>
    </message>
    <message>
        <source>Something went wrong in orderviewer.</source>
        <translation>Un problème est survenu dans orderviewer.</translation>
    </message>
    <message>
        <source>Start it again whenever you like.</source>
        <translation>Relancez-la quand vous voulez.</translation>
    </message>
    <message>
        <source>The answer was cut off before its end, several times.</source>
        <translation>La réponse a été coupée avant la fin, plusieurs fois.</translation>
    </message>
    <message>
        <source>The certificate shown is not one that this computer trusts for this address: unknown issuer, other name, or out of date.</source>
        <translation>Le certificat présenté n’est pas reconnu par cet ordinateur pour cette adresse&#x202f;: émetteur inconnu, autre nom, ou date dépassée.</translation>
    </message>
    <message>
        <source>The certificate was issued by “{issuer}” and this computer does not trust it for this address.</source>
        <translation>Le certificat a été émis par «&#x202f;{issuer}&#x202f;» et cet ordinateur ne le reconnaît pas pour cette adresse.</translation>
    </message>
    <message>
        <source>The client id, the client secret and the API key are missing.</source>
        <translation>L’identifiant client, le secret client et la clé API manquent.</translation>
    </message>
    <message>
        <source>The connection broke.</source>
        <translation>La connexion a été coupée.</translation>
    </message>
    <message>
        <source>The connection is not trusted, so no credential was sent.</source>
        <translation>La connexion n’est pas sûre&#x202f;: aucun identifiant n’a été envoyé.</translation>
    </message>
    <message>
        <source>The credentials could not be saved.</source>
        <translation>Les identifiants n’ont pas pu être enregistrés.</translation>
    </message>
    <message>
        <source>The credentials stored so far were kept.</source>
        <translation>Les identifiants déjà enregistrés sont conservés.</translation>
    </message>
    <message>
        <source>The damaged file is set aside, not deleted.</source>
        <translation>Le fichier abîmé est mis de côté, pas supprimé.</translation>
    </message>
    <message>
        <source>The disk filled up before the file was complete.</source>
        <translation>Le disque s’est rempli avant que le fichier soit complet.</translation>
    </message>
    <message>
        <source>The disk is full: newly received orders cannot be stored.</source>
        <translation>Le disque est plein&#x202f;: les commandes reçues ne peuvent plus être enregistrées.</translation>
    </message>
    <message>
        <source>The export cannot replace this file.</source>
        <translation>L’export ne peut pas remplacer ce fichier.</translation>
    </message>
    <message>
        <source>The export could not be written.</source>
        <translation>L’export n’a pas pu être écrit.</translation>
    </message>
    <message>
        <source>The export was not written: some orders are missing.</source>
        <translation>L’export n’a pas été écrit&#x202f;: il manque des commandes.</translation>
    </message>
    <message>
        <source>The fault lies with the service; maintenance is possible.</source>
        <translation>Le défaut vient du service&#x202f;; une maintenance est possible.</translation>
    </message>
    <message>
        <source>The file was not touched.</source>
        <translation>Le fichier n’a pas été modifié.</translation>
    </message>
    <message>
        <source>The file with its settings has an error, cannot be read, or could be changed by others than administrators.</source>
        <translation>Le fichier de ces réglages contient une erreur, est illisible, ou d’autres que les administrateurs pourraient le modifier.</translation>
    </message>
    <message>
        <source>The file {file} has an error, cannot be read, or could be changed by others than administrators.</source>
        <translation>Le fichier {file} contient une erreur, est illisible, ou d’autres que les administrateurs pourraient le modifier.</translation>
    </message>
    <message>
        <source>The folder for the export cannot be reached.</source>
        <translation>Le dossier de l’export est inaccessible.</translation>
    </message>
    <message>
        <source>The key is mistyped or has expired (keys live two years), or your company has no right to this service.</source>
        <translation>La clé est mal saisie ou a expiré (une clé vaut deux ans), ou votre entreprise n’a pas droit à ce service.</translation>
    </message>
    <message>
        <source>The last copy received is kept.</source>
        <translation>La dernière copie reçue est conservée.</translation>
    </message>
    <message>
        <source>The local copy needs more space than is left.</source>
        <translation>La copie locale a besoin de plus de place qu’il n’en reste.</translation>
    </message>
    <message>
        <source>The local copy of the orders cannot be written.</source>
        <translation>La copie locale des commandes ne peut pas être écrite.</translation>
    </message>
    <message>
        <source>The local copy of the orders is damaged.</source>
        <translation>La copie locale des commandes est abîmée.</translation>
    </message>
    <message>
        <source>The local copy of the orders is in use.</source>
        <translation>La copie locale des commandes est déjà utilisée.</translation>
    </message>
    <message>
        <source>The login service&apos;s answer was not understood{answer}.</source>
        <translation>La réponse du service d’authentification n’a pas été comprise{answer}.</translation>
    </message>
    <message>
        <source>The operation was stopped.</source>
        <translation>L’opération a été arrêtée.</translation>
    </message>
    <message>
        <source>The orders already loaded stay on screen.</source>
        <translation>Les commandes déjà chargées restent à l’écran.</translation>
    </message>
    <message>
        <source>The orders are read again from Orange.</source>
        <translation>Les commandes sont relues chez Orange.</translation>
    </message>
    <message>
        <source>The orders of this connection were erased from this computer.</source>
        <translation>Les commandes de cette connexion ont été effacées de cet ordinateur.</translation>
    </message>
    <message>
        <source>The orders on screen are as of {moment}.</source>
        <translation>Les commandes à l’écran datent du {moment}.</translation>
    </message>
    <message>
        <source>The program goes on; what happened is written in its log.</source>
        <translation>Le programme continue&#x202f;; l’incident est noté dans son journal.</translation>
    </message>
    <message>
        <source>The proxy of this network did not let the request through (HTTP 407).</source>
        <translation>Le proxy de ce réseau n’a pas laissé passer la demande (HTTP 407).</translation>
    </message>
    <message>
        <source>The scope set for this connection is not open to your application.</source>
        <translation>L’étendue définie pour cette connexion n’est pas ouverte à votre application.</translation>
    </message>
    <message>
        <source>The service does not accept what was asked for.</source>
        <translation>Le service n’accepte pas ce qui lui est demandé.</translation>
    </message>
    <message>
        <source>The service does not offer the format asked for{answer}.</source>
        <translation>Le service ne propose pas le format demandé{answer}.</translation>
    </message>
    <message>
        <source>The service is too slow.</source>
        <translation>Le service est trop lent.</translation>
    </message>
    <message>
        <source>The service may be stopped, or its address or port may be wrong.</source>
        <translation>Le service est peut-être arrêté, ou son adresse ou son port est inexact.</translation>
    </message>
    <message>
        <source>The service redirected us; refused for safety{answer}.</source>
        <translation>Le service a renvoyé vers une autre adresse&#x202f;; refusé par sécurité{answer}.</translation>
    </message>
    <message>
        <source>The service&apos;s address was not found{answer}.</source>
        <translation>L’adresse du service est introuvable{answer}.</translation>
    </message>
    <message>
        <source>The service&apos;s answer is too large.</source>
        <translation>La réponse du service est trop volumineuse.</translation>
    </message>
    <message>
        <source>The service&apos;s answer was not understood{answer}.</source>
        <translation>La réponse du service n’a pas été comprise{answer}.</translation>
    </message>
    <message>
        <source>The service&apos;s name was not found, or no network leads to it.</source>
        <translation>Le nom du service est introuvable, ou aucun réseau n’y mène.</translation>
    </message>
    <message>
        <source>The system keyring did not give back what was written to it.</source>
        <translation>Le trousseau du système n’a pas rendu ce qui y a été écrit.</translation>
    </message>
    <message>
        <source>The system keyring is locked.</source>
        <translation>Le trousseau du système est verrouillé.</translation>
    </message>
    <message>
        <source>The system refused to write this file.</source>
        <translation>Le système a refusé d’écrire ce fichier.</translation>
    </message>
    <message>
        <source>Their history and every copy of the file are gone too.</source>
        <translation>Leur historique et toutes les copies du fichier ont disparu aussi.</translation>
    </message>
    <message>
        <source>There is not enough space for the export.</source>
        <translation>Il n’y a pas assez de place pour l’export.</translation>
    </message>
    <message>
        <source>These orders were stored by a newer version of orderviewer.</source>
        <translation>Ces commandes ont été enregistrées par une version plus récente d’orderviewer.</translation>
    </message>
    <message>
        <source>They are mistyped, or they were renewed or revoked.</source>
        <translation>Ils sont mal saisis, ou ont été renouvelés ou révoqués.</translation>
    </message>
    <message>
        <source>They were stored there once; the keyring was emptied or replaced.</source>
        <translation>Ils y avaient été enregistrés&#x202f;; le trousseau a été vidé ou remplacé.</translation>
    </message>
    <message>
        <source>This backup cannot be restored.</source>
        <translation>Cette sauvegarde ne peut pas être restaurée.</translation>
    </message>
    <message>
        <source>This computer is set to use a proxy, and that proxy does not answer.</source>
        <translation>Cet ordinateur est configuré pour utiliser un proxy, et ce proxy ne répond pas.</translation>
    </message>
    <message>
        <source>This computer offers no safe keyring.</source>
        <translation>Cet ordinateur n’offre pas de trousseau sûr.</translation>
    </message>
    <message>
        <source>This network, a portal or a proxy wants you to log in first.</source>
        <translation>Ce réseau, un portail ou un proxy vous demande d’abord de vous connecter.</translation>
    </message>
    <message>
        <source>This order is no longer available from Orange.</source>
        <translation>Cette commande n’est plus disponible chez Orange.</translation>
    </message>
    <message>
        <source>This version cannot read that file.</source>
        <translation>Cette version ne peut pas lire ce fichier.</translation>
    </message>
    <message>
        <source>To have the orders again, read them from Orange.</source>
        <translation>Pour retrouver les commandes, lisez-les auprès d’Orange.</translation>
    </message>
    <message>
        <source>Too many requests were made in a short time.</source>
        <translation>Trop de demandes ont été faites en peu de temps.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Try again after that time.</source>
        <translation>Réessayez passé ce délai.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Réessayez dans un moment.</translation>
    </message>
    <message>
        <source>Try again later, or check the addresses of this connection.</source>
        <translation>Réessayez plus tard, ou vérifiez les adresses de cette connexion.</translation>
    </message>
    <message>
        <source>Try again later; if it lasts, send the copied text to Orange support.</source>
        <translation>Réessayez plus tard&#x202f;; si cela dure, envoyez le texte copié au support Orange.</translation>
    </message>
    <message>
        <source>Try again; if it lasts, send the copied text to Orange support.</source>
        <translation>Réessayez&#x202f;; si cela dure, envoyez le texte copié au support Orange.</translation>
    </message>
    <message>
        <source>Unexpected answer: this may not be Orange&apos;s service.</source>
        <translation>Réponse inattendue&#x202f;: ce n’est peut-être pas le service d’Orange.</translation>
    </message>
    <message>
        <source>Unlock the keyring, then try again.</source>
        <translation>Déverrouillez le trousseau, puis réessayez.</translation>
    </message>
    <message>
        <source>Use for this session only</source>
        <translation>Utiliser pour cette session seulement</translation>
    </message>
    <message>
        <source>What answers at this address does not speak the web&apos;s protocol.</source>
        <translation>Ce qui répond à cette adresse ne parle pas le protocole du web.</translation>
    </message>
    <message>
        <source>Whatever file stood there before is unchanged.</source>
        <translation>Le fichier qui s’y trouvait éventuellement est inchangé.</translation>
    </message>
    <message>
        <source>You can still read, copy and export what was received.</source>
        <translation>Vous pouvez toujours lire, copier et exporter ce qui a été reçu.</translation>
    </message>
    <message>
        <source>Your credentials are no longer in the system keyring.</source>
        <translation>Vos identifiants ne sont plus dans le trousseau du système.</translation>
    </message>
    <message>
        <source>Your credentials cannot be read until it is unlocked.</source>
        <translation>Vos identifiants ne peuvent pas être lus tant qu’il est verrouillé.</translation>
    </message>
    <message>
        <source>Your network proxy asks for a login.</source>
        <translation>Le proxy de votre réseau demande une authentification.</translation>
    </message>
    <message>
        <source>Your network proxy cannot be reached.</source>
        <translation>Le proxy de votre réseau est injoignable.</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>{number} h</source>
        <translation>{number}&#x202f;h</translation>
    </message>
    <message>
        <source>{number} min</source>
        <translation>{number}&#x202f;min</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number}&#x202f;s</translation>
    </message>
</context>
</TS>
