"""Real French towns with their postcodes, and the streets and site names put in them."""

from __future__ import annotations

from typing import NamedTuple


class Town(NamedTuple):
    """A town with one of its postcodes and the clock its visitors go by."""

    postcode: str
    name: str
    zone: str  # "" for Europe/Paris, else a fixed offset from UTC


_OVERSEAS_ZONES = {
    "971": "-04:00",
    "972": "-04:00",
    "973": "-03:00",
    "974": "+04:00",
    "975": "-03:00",
    "976": "+03:00",
    "977": "-04:00",
    "978": "-04:00",
    "987": "-10:00",
    "988": "+11:00",
}

_TOWNS = """
75001 Paris|75002 Paris|75008 Paris|75009 Paris|75012 Paris|75013 Paris|75015 Paris|75016 Paris
75017 Paris|75019 Paris|13001 Marseille|13002 Marseille|13008 Marseille|13013 Marseille
69001 Lyon|69003 Lyon|69007 Lyon|69009 Lyon|31000 Toulouse|31100 Toulouse|06000 Nice|06200 Nice
44000 Nantes|44300 Nantes|34000 Montpellier|34070 Montpellier|67000 Strasbourg|67100 Strasbourg
33000 Bordeaux|33300 Bordeaux|59000 Lille|59800 Lille|35000 Rennes|35200 Rennes|51100 Reims
83000 Toulon|42000 Saint-Étienne|76600 Le Havre|38000 Grenoble|21000 Dijon|49000 Angers
30000 Nîmes|69100 Villeurbanne|63000 Clermont-Ferrand|72000 Le Mans|13100 Aix-en-Provence
29200 Brest|37000 Tours|80000 Amiens|87000 Limoges|74000 Annecy|66000 Perpignan
92100 Boulogne-Billancourt|57000 Metz|25000 Besançon|45000 Orléans|93200 Saint-Denis
95100 Argenteuil|76000 Rouen|68100 Mulhouse|93100 Montreuil|14000 Caen|54000 Nancy
59200 Tourcoing|59100 Roubaix|92000 Nanterre|94400 Vitry-sur-Seine|94000 Créteil|84000 Avignon
86000 Poitiers|93300 Aubervilliers|59140 Dunkerque|93600 Aulnay-sous-Bois|92700 Colombes
78000 Versailles|17000 La Rochelle|92600 Asnières-sur-Seine|92400 Courbevoie|64000 Pau
94500 Champigny-sur-Marne|92500 Rueil-Malmaison|34500 Béziers|06600 Antibes|06400 Cannes
44600 Saint-Nazaire|68000 Colmar|18000 Bourges|93700 Drancy|06800 Cagnes-sur-Mer
83700 Saint-Raphaël|26000 Valence|29000 Quimper|92130 Issy-les-Moulineaux|10000 Troyes
92300 Levallois-Perret|59650 Villeneuve-d'Ascq|93160 Noisy-le-Grand|83500 La Seyne-sur-Mer
92160 Antony|92200 Neuilly-sur-Seine|69200 Vénissieux|92110 Clichy|94200 Ivry-sur-Seine
73000 Chambéry|56100 Lorient|79000 Niort|95200 Sarcelles|77000 Melun|82000 Montauban
85000 La Roche-sur-Yon|56000 Vannes|49300 Cholet|88000 Épinal|02100 Saint-Quentin|60000 Beauvais
81000 Albi|11100 Narbonne|11000 Carcassonne|13200 Arles|62100 Calais|62000 Arras|53000 Laval
91000 Évry-Courcouronnes|91300 Massy|78140 Vélizy-Villacoublay|22000 Saint-Brieuc|16000 Angoulême
64100 Bayonne|64200 Biarritz|65000 Tarbes|90000 Belfort|08000 Charleville-Mézières
19100 Brive-la-Gaillarde|24000 Périgueux|47000 Agen|40000 Mont-de-Marsan
32000 Auch|09000 Foix|12000 Rodez|46000 Cahors
48000 Mende|15000 Aurillac|43000 Le Puy-en-Velay|07000 Privas|05000 Gap|04000 Digne-les-Bains
01000 Bourg-en-Bresse|39000 Lons-le-Saunier|70000 Vesoul|52000 Chaumont|55000 Bar-le-Duc|02000 Laon
27000 Évreux|28000 Chartres|41000 Blois|36000 Châteauroux|03000 Moulins|58000 Nevers|89000 Auxerre
71000 Mâcon|71100 Chalon-sur-Saône|50000 Saint-Lô|50100 Cherbourg-en-Cotentin|61000 Alençon
35400 Saint-Malo|22300 Lannion|22100 Dinan|29600 Morlaix|23000 Guéret|20000 Ajaccio|20200 Bastia
20250 Corte|20137 Porto-Vecchio|20260 Calvi|20100 Sartène|33260 La Teste-de-Buch|33600 Pessac
31700 Blagnac|44800 Saint-Herblain|38400 Saint-Martin-d'Hères|69800 Saint-Priest|13400 Aubagne
83600 Fréjus|84100 Orange|26200 Montélimar|42300 Roanne|74200 Thonon-les-Bains
74400 Chamonix-Mont-Blanc
67500 Haguenau|57100 Thionville|54400 Longwy|59300 Valenciennes|59500 Douai|62300 Lens
62200 Boulogne-sur-Mer|80100 Abbeville|60200 Compiègne|76200 Dieppe|14100 Lisieux|27200 Vernon
85100 Les Sables-d'Olonne|17100 Saintes|16100 Cognac|33500 Libourne|24100 Bergerac|81100 Castres
97100 Basse-Terre|97110 Pointe-à-Pitre|97139 Les Abymes|97122 Baie-Mahault|97200 Fort-de-France
97232 Le Lamentin|97300 Cayenne|97310 Kourou|97320 Saint-Laurent-du-Maroni|97400 Saint-Denis
97410 Saint-Pierre|97420 Le Port|97460 Saint-Paul|97500 Saint-Pierre|97600 Mamoudzou
97150 Saint-Martin|97133 Saint-Barthélemy|98713 Papeete|98800 Nouméa
"""


def _town(line: str) -> Town:
    postcode, name = line.split(" ", 1)
    return Town(postcode, name, _OVERSEAS_ZONES.get(postcode[:3], ""))


TOWNS = tuple(_town(entry) for entry in _TOWNS.replace("\n", "|").split("|") if entry)

STREETS = (
    "rue de la République",
    "avenue Jean Jaurès",
    "boulevard Victor Hugo",
    "rue Pasteur",
    "place de la Gare",
    "rue des Écoles",
    "avenue du Général Leclerc",
    "rue Gambetta",
    "quai des Célestins",
    "allée des Tilleuls",
    "chemin du Moulin",
    "route de l'Aérodrome",
    "rue de l'Hôtel de Ville",
    "avenue de l'Europe",
    "impasse des Lilas",
    "rue du Faubourg Saint-Antoine",
    "cours Lafayette",
    "rue Ampère, ZI Nord",
    "rue Denis Papin, ZAC des Portes",
    "parc d'activités de la Forêt",
    "rue de l'Île Mystérieuse",
    "rue Nungesser et Coli",
    "avenue des Champs-Fleuris",
    "rue Marie Curie",
)

SITE_KINDS = (
    "Agence",
    "Siège",
    "Entrepôt",
    "Dépôt",
    "Usine",
    "Magasin",
    "Boutique",
    "Plateforme logistique",
    "Centre de formation",
    "Bureau",
    "Clinique",
    "Résidence",
    "Atelier",
    "Datacenter",
    "Point relais",
    "Hôtel",
)
