/** Dutch texts of the lists that wait for a person, and of a locked export; loaded when there is one. */
export const listsNl = {
  'lock.goesOn': 'De import gaat door. Er gaan geen werkbonnen naar AccountView tot dit is opgelost.',
  'lock.LEDGER_MISSING.do':
    'Het exportboek onthoudt welke werkbonnen al een document hebben, en er zijn regels uit verdwenen. Herstel het eerst: de koppeling leest dan in AccountView welke documenten er zijn.',
  'lock.restore': 'Exportboek herstellen',
  'lock.restored':
    'Het exportboek is hersteld. Documenten gevonden in AccountView: {count}. Klopt dat, ga dan door.',
  'lock.goOn': 'Doorgaan',
  'lock.recount': 'Opnieuw tellen',
  'lock.keep': 'Document {number} hoort erbij',
  'lock.keepWhy':
    'Horen ze er allemaal te zijn? Wijs dan het document van deze werkbon aan; de andere blijven staan.',
  'lock.DUPLICATE_ALARM.do':
    'Zoek de documenten op in AccountView. Is er één te veel, verwijder dat dan en tel opnieuw.',
  'lock.REFERENCE_NOT_STORED.do':
    'Zoek het laatste document op in AccountView en kijk of het kenmerk erin staat. Staat het er, sla dan de instellingen opnieuw op: de export gaat weer verder. Neem contact op met OutSmart-ondersteuning als het ontbreekt.',
  'lock.CLOSE_NOT_CONFIRMED.do':
    'Kijk in OutSmart of de werkbon op Afgehandeld staat. Is dat zo, sla dan de instellingen opnieuw op: de export gaat weer verder. Neem anders contact op met OutSmart-ondersteuning.',
  'lock.look': 'Zoek de bladzijde op in AccountView en kijk naar:',
  'lock.look.debtor': 'de debiteur',
  'lock.look.accounts': 'de rekeningen en de kostenplaats',
  'lock.look.sign': 'plus of min: staat de omzet aan de goede kant?',
  'lock.look.vat': 'de btw-code en het btw-bedrag',
  'lock.look.wrong':
    'Staat de omzet aan de verkeerde kant, verander dan Teken omdraaien in de stap Export. De bladzijde die er al is, verbetert u zelf in AccountView.',
  'lock.look.goOn': 'Dit klopt, ga door',
  'lock.record': 'Werkbon {record}',
  'lock.numbers': 'Documenten: {numbers}',
  'lock.page': 'Bladzijde: {numbers}',

  'list.more': 'En nog {count} andere.',
  'list.noDate': 'geen datum',
  'held.title': 'Vastgehouden werkbonnen',
  'held.release': 'Vrijgeven',
  'held.ignore': 'Negeren',
  'held.releaseOne': 'Werkbon {number} vrijgeven voor export',
  'held.ignoreOne': 'Werkbon {number} negeren: er komt geen document',
  'held.releaseAll': 'Alles vrijgeven',
  'held.select': 'Werkbon {number} kiezen',
  'held.releaseSelected': 'Gekozen vrijgeven ({count})',
  'held.flood':
    'Er kwamen in één keer meer nieuwe werkbonnen dan de grens toelaat. Controleer of dit klopt en geef ze dan vrij.',
  'held.old': 'Sommige werkbonnen waren al oud toen ze voor het eerst werden gezien.',
  'held.other': 'Deze werkbonnen wachten op uw besluit voordat ze naar AccountView gaan.',
  'held.reason.flood': 'meer nieuwe werkbonnen dan de grens',
  'held.reason.old': 'al oud toen hij voor het eerst werd gezien',
  'held.reason.order': 'komt uit een verkooporder van AccountView',
  'held.reason.hand': 'wacht tot u op Nu exporteren klikt',
  'held.raise': 'Verhoog de grens naar {limit} werkbonnen per keer',

  'wait.title': 'Werkbonnen die op u wachten',
  'wait.intro': 'Naar AccountView gaat alleen wat u hier kiest.',
  'wait.export': 'Nu exporteren',
  'wait.exportAll': 'Alles nu exporteren',

  'else.title': 'In behandeling elders',
  'else.intro':
    'Een andere browser is met deze werkbonnen bezig en kan het document al hebben gemaakt. Bij Overnemen wordt dat eerst opgezocht.',
  'else.since': 'Al {time} bij een andere browser',
  'else.takeOver': 'Overnemen',
  'else.takeOverOne': 'Werkbon {number} overnemen',
  'else.later': 'Overnemen kan vanaf {time}.',

  'claim.title': 'Werkstatus {status} houdt andere browsers niet tegen',
  'claim.means':
    'OutSmart neemt deze status ook aan als de werkbon hem al heeft. De koppeling zet hem daarom niet meer vóór het exporteren. Twee browsers kunnen zo dezelfde werkbon exporteren: een tweede document wordt pas achteraf opgemerkt en blokkeert dan de export.',
  'claim.do':
    'Kies bij Export een werkstatus die nergens anders voor wordt gebruikt en die OutSmart geen tweede keer aanneemt. Of maak het veld leeg en laat precies één browser exporteren.',

  'ignored.title': 'Genegeerd',
  'ignored.intro':
    'Voor deze werkbonnen wordt geen document gemaakt. Was dat een vergissing, exporteer de werkbon dan toch.',
  'ignored.because': 'Reden: {reason}',
  'ignored.export': 'Toch exporteren',
  'ignored.exportOne': 'Werkbon {number} toch exporteren',

  'fail.title': 'Problemen met werkbonnen',
  'fail.intro': 'Deze werkbonnen vragen uw aandacht; de andere gaan gewoon door.',
  'fail.notClosed': 'Er is een document gemaakt; de werkbon is nog niet afgehandeld.',
  'fail.proposal': '{field} is te lang voor AccountView. Nu en ingekort:',
  'fail.shorten': 'Inkorten',
  'fail.date': 'Datum van de boeking',
  'fail.dateGo': 'Op deze datum boeken',
  'fail.dateMissing': 'Kies een datum.',
  'fail.toExport': 'Regelen bij Export',
  'fail.ignore': 'Negeren',
  'fail.reason': 'Reden',
  'fail.reasonHint': 'Er komt geen document voor deze werkbon. De reden wordt erbij bewaard.',
  'fail.reasonHintDone': 'Het document blijft zoals het is. De reden wordt erbij bewaard.',

  'year.title': 'Nieuw boekjaar {year}',
  'year.usable':
    'Werkbonnen met een datum in {year} gaan naar dit boekjaar; oudere blijven naar hun eigen jaar gaan. Tot nu toe bleven ze wachten.',
  'year.blocked':
    'Er kan nog niet in worden geboekt: {cause}. Werkbonnen met een datum in {year} blijven wachten tot het kan.',
  'year.seen': 'Begrepen',
} as const;
