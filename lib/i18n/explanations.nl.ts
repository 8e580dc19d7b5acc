import type { LogCode } from '../kernel/codes';

/** What happened and what to do, in Dutch, for every code; loaded after the first paint. */
export const explanationsNl: Readonly<Record<LogCode, string>> = {
  RELATION_NOT_FOUND:
    'De debiteur bestaat niet in de gekozen administratie. Maak de debiteur aan in AccountView, zet bij Export Nieuwe relatie aan, of pas het debiteurnummer van de werkbon of de order aan. Het wordt bij de volgende synchronisatie opnieuw bekeken.',
  MATERIAL_NOT_FOUND:
    'Een regel van deze werkbon verwijst naar een artikel dat AccountView niet kent, of heeft geen artikel. Maak het artikel aan, wijzig de regel in OutSmart, of kies bij Export een standaardartikel of Nieuw artikel.',
  HOURTYPE_UNMAPPED: 'Kies bij Export een artikel voor deze uursoort, of een standaardartikel voor uren.',
  VAT_UNMAPPED:
    'Kies bij Export een btw-code voor dit artikel of deze uursoort, of een standaard btw-code. Er is niets geboekt.',
  VAT_FOREIGN:
    'Bij een debiteur in het buitenland staat een btw-code voor Nederland. De werkbon wordt wel geboekt. Vaak hoort daar een andere code bij: kijk de btw na voordat u de boeking verwerkt.',
  REVENUE_UNMAPPED:
    'Kies bij Export een omzetrekening voor deze artikelgroep, of een standaard omzetrekening. Er is niets geboekt.',
  ACCOUNT_INVALID:
    'Een rekening, dagboek of kostenplaats uit de instellingen bestaat niet in AccountView of is daar geblokkeerd. Verbeter de code bij Export, of hef de blokkade op in AccountView.',
  COST_CENTRE_MISSING:
    'Deze grootboekrekening verlangt een kostenplaats. Kies bij Export een kostenplaats, of hef de verplichting bij de rekening op in AccountView. Er is niets geboekt.',
  PROJECT_NOT_FOUND:
    'Het project van deze werkbon bestaat niet in AccountView. Maak het project aan in AccountView, of wijzig het project op de werkbon. Er is niets verstuurd.',
  SIGNIN_NEEDED:
    'De koppeling mag niet meer bij uw gegevens. Meld u opnieuw aan. Daarna gaat alles verder waar het gebleven was.',
  RIGHTS_MISSING:
    'Vraag de beheerder van AccountView om de rechten van de aangemelde gebruiker uit te breiden.',
  MODULE_MISSING:
    'AccountView toont een onderdeel niet dat voor deze instelling nodig is: het ontbreekt in de administratie, of de aangemelde gebruiker heeft er geen rechten op. Vraag eerst de beheerder van AccountView om de rechten, of zet de instelling uit.',
  PREVIEW_NEEDED:
    'Opslaan kan zodra de proefrun voor precies deze instellingen klaar is. De proefrun is gestart; bekijk wat er verandert en sla daarna op.',
  ADMINISTRATION_CHANGED:
    'Relaties, artikelen en uursoorten van deze administratie komen bij die van de vorige in OutSmart te staan, en complete werkbonnen gaan voortaan naar deze administratie, ook die nog wachten. Vink aan dat dit de bedoeling is.',
  ADMINISTRATION_ARCHIVED:
    'In een gearchiveerde administratie kan niets worden geboekt. Kies een andere administratie of haal haar terug uit het archief.',
  ADMINISTRATION_LOCKED:
    'De administratie is geblokkeerd, bijvoorbeeld omdat iemand er alleen in werkt. Hef de blokkade op in AccountView; daarna gaat alles vanzelf verder.',
  ADMINISTRATION_GONE:
    'De gekozen administratie staat niet meer in de lijst van uw AccountView-gebruiker. Kies een andere, of vraag de beheerder om toegang.',
  YEAR_MISSING:
    'AccountView heeft geen boekjaar voor de datum van deze werkbon. Maak het boekjaar aan, of pas de datum van de werkbon aan.',
  YEAR_NOT_USABLE:
    'Er is een nieuw boekjaar gevonden, maar er kan nog niet in worden geboekt; de oorzaak staat erbij. Werkbonnen met een datum in dat jaar wachten tot het kan.',
  PERIOD_CLOSED:
    'De periode van deze datum is in AccountView afgesloten. Open de periode, of kies bij het probleem een andere datum voor de boeking. Er is niets geboekt.',
  DEBTOR_BLOCKED:
    'Voor een geblokkeerde debiteur wordt geen document of werkbon gemaakt. Hef de blokkade op in AccountView; een werkbon kunt u ook negeren.',
  NUMBERING_UNAVAILABLE:
    'Deze administratie heeft geen veld voor het nummer uit OutSmart (DEB_NR). Een debiteur die AccountView zelf nummert, is dan niet terug te vinden. Kies bij Export voor nieuwe debiteuren het nummer uit OutSmart, of maak de debiteur onder dat nummer aan in AccountView. Er is niets verstuurd.',
  ORDER_INVOICED:
    'Deze verkooporder was al gefactureerd toen hij werd gevonden. Daarom is er geen werkbon van gemaakt.',
  FIELD_TOO_LONG:
    'Maak de tekst in OutSmart korter, of laat hem bij de problemen inkorten. Er is niets verstuurd.',
  AMOUNT_TOO_LARGE:
    'OutSmart bewaart betalingen tot 99.999,99. Boek deze betaling in OutSmart met de hand, in delen. Er is niets verstuurd.',
  FIELD_REQUIRED:
    'Vul het veld in bij het record waar deze regel over gaat, of bij de uursoort, de debiteur of het artikel dat erbij staat. Heeft OutSmart dat veld niet, maak de debiteur of het artikel dan zelf aan in AccountView. Het wordt daarna vanzelf opnieuw bekeken.',
  ADDRESS_INCOMPLETE: 'OutSmart verlangt straat, postcode en plaats. Vul het adres aan in AccountView.',
  DUPLICATE_FOUND:
    'Er was al een document met het kenmerk van deze werkbon. Dat document is overgenomen; er is geen tweede gemaakt.',
  DUPLICATE_ALARM:
    'In AccountView staat deze werkbon meer dan één keer. De export is geblokkeerd. Zoek de documenten op en verwijder het document dat er te veel is.',
  UNKNOWN_OUTCOME:
    'Op het aanmaken kwam geen bruikbaar antwoord. De koppeling zoekt zelf op of het er is voordat er iets opnieuw wordt gestuurd. Blijft deze melding staan, kijk dan of het document in AccountView staat, of de werkbon of betaling in OutSmart. Hebt u een werkbon zelf verwerkt, kies dan Negeren.',
  HELD_FLOOD:
    'Er kwamen in één keer meer nieuwe werkbonnen dan de ingestelde grens. Controleer of dat klopt en geef ze vrij.',
  HELD_OLD:
    'De werkbon was al oud toen hij voor het eerst werd gezien; misschien is hij al met de hand gefactureerd. Geef hem vrij of negeer hem.',
  HELD_FROM_ORDER:
    'Deze werkbon komt zelf uit een verkooporder in AccountView. Geef hem alleen vrij als er een extra order of boeking moet komen.',
  NOTHING_TO_INVOICE:
    'Op de werkbon staan geen uren of materialen om te factureren. Er is geen document gemaakt. Handel de werkbon zelf af in OutSmart.',
  CLAIMED_ELSEWHERE:
    'Een andere browser is met deze werkbon bezig. Deze browser blijft ervan af. Gebeurt er niets meer, dan kunt u hem na een kwartier overnemen; eerst wordt dan opgezocht of het document er al is.',
  CLAIM_UNRELIABLE:
    'OutSmart neemt dezelfde werkstatus twee keer achter elkaar aan. De status kan dan niet voorkomen dat twee browsers dezelfde werkbon pakken, en wordt daarom niet meer gezet. Laat precies één browser exporteren; een dubbel document wordt wel opgemerkt, niet voorkomen.',
  FIRST_PAGE_LOOK:
    'De eerste dagboekbladzijde van deze verbinding is geboekt. Kijk in AccountView of de debiteur, de rekeningen, de btw en plus of min kloppen. De volgende werkbonnen wachten tot u akkoord geeft.',
  REFERENCE_NOT_STORED:
    'Aan dit kenmerk herkent de koppeling welke werkbon al een document heeft. Is het document in AccountView verwijderd, verwerk de werkbon dan met de hand en kies Negeren. Staat het er wel, maar zonder kenmerk, dan zou een werkbon twee keer gefactureerd kunnen worden: bij een eerste document is de export daarom geblokkeerd.',
  CHANGED_AFTER_EXPORT:
    'De werkbon is veranderd nadat het document is gemaakt. Het document is niet aangepast. Vergelijk beide en pas AccountView zo nodig met de hand aan.',
  TOTALS_DIFFER:
    'De bedragen in OutSmart en AccountView zijn niet gelijk. Kijk bij een werkbon de regels na voordat u factureert, en bij een factuur wat er aan beide kanten is betaald. Staat er een regelnummer bij, dan klopt het totaal van die regel in OutSmart niet met aantal × prijs: er is nog niets gestuurd, verbeter de regel in OutSmart.',
  RATE_LIMITED: 'De dienst vraagt om even te wachten. Het wordt vanzelf opnieuw geprobeerd.',
  UNREACHABLE:
    'Controleer uw internetverbinding. Het wordt vanzelf opnieuw geprobeerd; er gaat niets verloren.',
  API_CHANGED:
    'De dienst antwoordde anders dan verwacht. Wat daarvoor al verwerkt was, blijft staan; verder is er niets gewijzigd. Blijft dit terugkomen, neem dan contact op met OutSmart-ondersteuning.',
  STORAGE_FULL:
    'De schijf of de ruimte van de browser is vol. Maak schijfruimte vrij; daarna gaat de synchronisatie verder.',
  STORAGE_BROKEN:
    'De opslag van de extensie kan niet worden gelezen. Sluit alle vensters van de browser en open hem weer. Er wordt intussen niets geëxporteerd.',
  LEDGER_MISSING:
    'Het exportboek onthoudt welke werkbonnen al een document hebben. Zonder dat boek wordt er niets geëxporteerd.',
  RECORD_KEY_MISSING:
    'Dit record heeft geen nummer of code en kan daarom niet worden herkend. Het wordt apart gezet; de rest gaat door.',
  NUMBER_AMBIGUOUS:
    'Een getal kan op meer manieren worden gelezen (punten en komma’s door elkaar). Het record is apart gezet, zodat er geen verkeerd bedrag ontstaat.',
  DATE_INVALID: 'Verbeter de datum bij de bron. Het record wordt apart gezet; de rest gaat door.',
  RECORD_INVALID: 'Dit record ziet er anders uit dan verwacht. Het wordt apart gezet; de rest gaat door.',
  DUPLICATE_KEY:
    'Twee records hebben hetzelfde nummer. Een import gebruikt alleen het eerste; voor een werkbon wordt niets naar AccountView gestuurd zolang het nummer twee keer voorkomt. Geef één van beide een ander nummer.',
  REFUSED_BY_ACCOUNTVIEW:
    'Lees de oorspronkelijke melding hieronder. Staat er geen document bij, dan is er niets geboekt. Pas het record aan; daarna wordt het opnieuw geprobeerd.',
  REFUSED_BY_OUTSMART:
    'Lees de oorspronkelijke melding hieronder en pas het record aan. Daarna wordt het opnieuw geprobeerd.',
  HOST_WITHHELD:
    'De browser staat de extensie niet toe om deze dienst te bereiken. Geef toegang met de knop of bij de instellingen van de extensie in uw browser, of vraag uw beheerder.',
  CLOSE_NOT_CONFIRMED:
    'Het document is gemaakt, maar OutSmart laat niet zien dat de werkbon is afgehandeld. Er worden verder geen werkbonnen afgehandeld tot dit is nagekeken.',
  WORK_ORDER_GONE: 'De werkbon bestaat niet meer in OutSmart of is niet meer te lezen.',
  RECORD_REFUSED: 'Pas het record aan in AccountView. Het wordt opnieuw aangeboden zodra het is gewijzigd.',
  SIGNIN_CANCELLED: 'Het venster van AccountView is gesloten voordat u klaar was. Klik opnieuw op Inloggen.',
  SIGNIN_REFUSED:
    'De toestemming is geweigerd. Controleer of uw AccountView-account voldoende rechten heeft. Als het probleem aanhoudt, neem dan contact op met de OutSmart-ondersteuning.',
  CLIENT_INVALID:
    'Kopieer beide opnieuw uit AccountView, zonder spaties. Controleer ook of de redirect-URI daar letterlijk zo staat als hieronder.',
  PKCE_REFUSED:
    'PKCE is een extra beveiliging van het aanmelden die AccountView hier niet aanneemt. U kunt het opnieuw proberen zonder PKCE; dat blijft bij deze verbinding bewaard.',
  SIGNIN_PAGE_FAILED:
    'Controleer uw internetverbinding en of AccountView in uw browser opent. Probeer het daarna opnieuw.',
  SIGNIN_BUSY:
    'Er staat al een venster van AccountView open. Rond dat af of sluit het, en probeer het dan opnieuw.',
  SIGNIN_STATE:
    'Het antwoord hoorde niet bij deze aanmelding, of kwam na meer dan tien minuten, en is daarom niet gebruikt. Klik opnieuw op Inloggen.',
  OUTSMART_TOKEN_MISSING: 'Vul zowel het token als het software-token in.',
  OUTSMART_TOKEN_REFUSED: 'Kopieer het token opnieuw uit OutSmart, zonder spaties.',
  OUTSMART_UNPAIRED:
    'De koppeling is niet geactiveerd in de Licentie Manager, of het token en het software-token horen niet bij elkaar.',
  NO_COMPANIES:
    'Uw AccountView-gebruiker mag geen enkele administratie openen. Vraag de beheerder van AccountView om toegang.',
  STEP_KEEPS_FAILING:
    'Dit onderdeel is drie keer onderbroken en wordt overgeslagen. Probeer Nu synchroniseren. Neem contact op met OutSmart-ondersteuning als het blijft gebeuren.',
  NEXT_YEAR_MISSING:
    'Maak in AccountView het boekjaar van volgend jaar aan. Anders blijven werkbonnen vanaf 1 januari liggen.',
  MAPPING_INCOMPLETE:
    'Op wachtende werkbonnen staat een uursoort, artikel of project dat AccountView niet kent, een uursoort waarvan OutSmart geen bruikbare verkoopprijs heeft, of een regel zonder bruikbare rekening of kostenplaats. Zulke werkbonnen worden gemeld en niet geëxporteerd. Vul bij Export aan wat ontbreekt, of kies daar een standaard; een verkoopprijs verbetert u in OutSmart.',
  RELATIONS_INCOMPLETE:
    'Op wachtende werkbonnen staan debiteuren die niet in AccountView bestaan, geblokkeerd zijn of niet in de velden van AccountView passen. Zulke werkbonnen worden gemeld en niet geëxporteerd.',
  VAT_INCOMPLETE:
    'Voor regels op wachtende werkbonnen is geen btw-code bekend. Zulke werkbonnen worden gemeld en niet geboekt. Kies bij Export de btw-codes, of een standaard btw-code.',
  OLD_WORK_ORDERS:
    'Deze werkbonnen staan al op Compleet. Zijn er bij die al met de hand gefactureerd zijn, kies dan bij Export een latere begindatum, of handel ze eerst af in OutSmart.',
  DOUBLE_INTEGRATION:
    'OutSmart heeft ook een eigen koppeling met AccountView. Staan beide aan, dan wordt een werkbon twee keer gefactureerd. Zet de koppeling in OutSmart uit bij de instellingen, en vink dit daarna aan.',
  STATUSES_EQUAL:
    'De werkstatus waarop wordt gekozen en die na succes, na een fout en tijdens het exporteren moeten alle vier verschillen. Anders wordt een werkbon opnieuw gekozen of nooit. Verander ze bij Export.',
  BUG: 'Dit hoort niet te gebeuren. Er is niets dubbel verstuurd. Meld het aan OutSmart-ondersteuning, met het tijdstip.',
  SIGNED_IN: 'De koppeling heeft toegang tot AccountView.',
  SETTINGS_SAVED: 'De nieuwe instellingen gelden vanaf de volgende synchronisatie.',
  DISCONNECTED: 'De synchronisatie is gestopt. Bestaande gegevens in OutSmart blijven behouden.',
  CONNECTED: 'De synchronisatie gaat verder waar zij gebleven was.',
  PAUSED: 'Er wordt niets gesynchroniseerd tot u hervat.',
  RESUMED: 'De synchronisatie loopt weer.',
  RUN_DONE: 'Alle onderdelen zijn afgerond.',
  RUN_STOPPED: 'De synchronisatie is gestopt. De volgende gaat verder waar deze bleef.',
  RUN_FAILED: 'Kijk bij de regels hieronder wat er misging. Wat al klaar was, blijft staan.',
  RUN_RESUMED: 'De browser had de synchronisatie onderbroken. Zij gaat verder vanaf het laatste punt.',
  IMPORT_DONE: 'De gegevens uit AccountView staan in OutSmart.',
  IMPORT_FAILED:
    'Deze categorie is niet bijgewerkt; de andere gingen door. Het wordt bij de volgende synchronisatie opnieuw geprobeerd.',
  IMPORT_REPEATED_KEY: 'AccountView stuurde dit record meer dan één keer. Het is één keer verwerkt.',
  RECORD_CHANGED: 'Dit record was in AccountView gewijzigd en is bijgewerkt in OutSmart.',
  RECORD_DISAPPEARED: 'Dit record staat niet meer in AccountView. In OutSmart is niets verwijderd.',
  MASS_DISAPPEARED:
    'AccountView geeft veel bekende records niet meer: te veel om ze stuk voor stuk als verdwenen te noteren. Controleer de rechten van de AccountView-gebruiker. In OutSmart is niets verwijderd.',
  IMPORT_WAITS:
    'Kijk in het overzicht van de koppeling wat er zou veranderen. Er wordt niets geschreven tot u daar op Uitvoeren klikt.',
  IMPORT_UNAVAILABLE:
    'AccountView heeft in deze administratie geen onderdeel waar dit in staat, of de AccountView-gebruiker mag het niet zien. De andere categorieën gingen door. Bij Instellingen, Import staat wat u kunt doen.',
  WORK_ORDER_CREATED: 'Van deze verkooporder staat nu een werkbon klaar in OutSmart.',
  PAYMENT_CREATED: 'Wat in AccountView is betaald, staat nu bij de factuur in OutSmart.',
  EXPORT_DONE:
    'De werkbonnen zijn bekeken en waar nodig verstuurd. Werkbonnen en documenten zijn die van deze keer; vastgehouden en mislukt zijn alle die er nu staan.',
  EXPORT_FAILED: 'De export is afgebroken; de oorzaak staat erbij. Wat al klaar was, blijft staan.',
  DOCUMENT_CREATED: 'AccountView heeft de verkooporder aangemaakt. Hij wordt nu teruggelezen en nageteld.',
  PAGE_CREATED: 'AccountView heeft de dagboekbladzijde geboekt. Zij wordt nu teruggelezen en nageteld.',
  DOCUMENT_ADOPTED: 'Het document van deze werkbon stond al in AccountView. Er is geen tweede gemaakt.',
  RELATION_CREATED:
    'De debiteur van de werkbon stond nog niet in AccountView en is aangemaakt, zoals bij Export gekozen. Vul de gegevens zo nodig aan.',
  ARTICLE_CREATED:
    'Het artikel van de werkbon stond nog niet in AccountView en is aangemaakt, zoals bij Export gekozen. Vul de gegevens zo nodig aan.',
  WORK_ORDER_CLOSED: 'De werkbon staat in OutSmart op Afgehandeld.',
  WORK_ORDER_RELEASED: 'De werkbon wordt geëxporteerd.',
  WORK_ORDER_IGNORED:
    'Een gebruiker heeft deze werkbon genegeerd. Heeft hij nog geen document, dan komt er geen, tenzij u hem in de lijst Genegeerd toch exporteert.',
  WORK_ORDER_TAKEN_BACK:
    'Een gebruiker wil deze werkbon toch exporteren. Als er al een document kan zijn, wordt dat eerst opgezocht.',
  WORK_ORDER_ASKED_FOR: 'Een gebruiker heeft deze werkbon gekozen. Hij wordt nu geëxporteerd.',
  WORK_ORDER_TAKEN_OVER:
    'Een gebruiker heeft deze werkbon overgenomen. Eerst wordt opgezocht of de andere browser het document al heeft gemaakt.',
  TEXT_SHORTENED:
    'Een gebruiker vond het goed dat te lange tekst van deze werkbon wordt ingekort. De werkbon wordt opnieuw geprobeerd.',
  DATE_MOVED:
    'Een gebruiker heeft een andere datum gekozen voor het document van deze werkbon. De werkbon wordt opnieuw geprobeerd.',
  YEAR_FOUND:
    'AccountView heeft een nieuw boekjaar. Werkbonnen met een datum in dat jaar gaan daar voortaan heen.',
  PAGE_ACCEPTED:
    'Een gebruiker heeft de eerste dagboekbladzijde bekeken en goedgekeurd. De export gaat verder.',
  SKIPPED_BEFORE_FROM: 'De datum van de werkbon ligt voor de datum die bij Export is gekozen.',
  SKIPPED_NOT_LISTED:
    'De werkbon heeft in OutSmart niet meer de status waarbij hij wordt geëxporteerd: iemand heeft hem heropend of zelf afgehandeld, of bij Export is een andere status gekozen. Er is niets naar AccountView gestuurd. Komt hij in de lijst terug, dan gaat hij verder waar hij was.',
  SKIPPED_ARCHIVED: 'De werkbon is gearchiveerd in OutSmart.',
  SKIPPED_NOT_HERE:
    'Bij Export staat Deze browser exporteert uit: hiervandaan gaat er niets naar AccountView. Dat doet de browser waarin het aan staat.',
  WAITS_FOR_HAND:
    'Bij Export is gekozen: alleen wat ik zelf kies. De werkbon wacht in het overzicht tot u daar op Nu exporteren klikt.',
  OUTCOME_LOOKUP: 'De koppeling zoekt op of het al bestaat voordat er iets opnieuw wordt gestuurd.',
  DOCUMENT_KEPT:
    'Een gebruiker heeft dit document aangewezen als dat van deze werkbon. De andere documenten met hetzelfde kenmerk zijn blijven staan.',
  LEDGER_REBUILT: 'De koppeling weet nu welke werkbonnen al een document hebben.',
  RECOVERED: 'Dit probleem is opgelost. De synchronisatie gaat verder.',
};
