/** One kind of trouble, and what has to come of it whatever else happens. */
export interface FaultRow {
  /** Letter of the group and number; tests carry it in their title in square brackets. */
  row: string;
  fault: string;
  outcome: string;
}

export interface FaultGroup {
  title: string;
  rows: readonly FaultRow[];
}

function row(name: string, fault: string, outcome: string): FaultRow {
  return { row: name, fault, outcome };
}

const NETWORK: FaultGroup = {
  title: 'Network',
  rows: [
    row(
      'N1',
      'nobody answers: refused, no name, offline',
      'not sent is not done; waits longer each time, says *not reachable*, goes on by itself',
    ),
    row(
      'N2',
      'TLS, CORS or a withheld permission: one opaque error',
      'the permission is asked for, so the message says which of the two it is',
    ),
    row('N3', 'connection lost while a POST is being sent', 'outcome unknown, looked up, one document'),
    row('N4', 'answer lost after the service performed', 'unknown, the look-up finds one, adopted'),
    row('N5', 'no answer ever', 'ended at the budget; a read is repeated, a POST is unknown'),
    row(
      'N6',
      'first byte after 25, 45 or 100 s',
      'within the budget it counts; beyond it ends cleanly; a dead worker costs nothing',
    ),
    row('N7', 'one byte a second', 'the budget counts the whole answer; same rules'),
    row('N8', 'JSON cut short in a 2xx', 'a read is repeated, then an error; a POST is unknown'),
    row(
      'N9',
      'a page (HTML) with 200, 502 or 503',
      'never taken for data; a POST is unknown; the excerpt holds no secret',
    ),
    row('N10', 'empty 200 or 204 after a POST', 'unknown, looked up'),
    row(
      'N11',
      'garbage as gzip, wrong character set, byte order mark, 50 MB',
      'a clear error or the right text; memory stays bounded',
    ),
    row('N12', 'redirect to a sign-in page or another host', 'not followed; the sign-in is asked for'),
  ],
};

const HTTP: FaultGroup = {
  title: 'Answers of the services',
  rows: [
    row('H1', '401, token expired', 'one renewal for all, one more try'),
    row('H2', '401 again after the renewal', 'a person signs in; all jobs wait; progress stays'),
    row(
      'H3',
      'the renewal is refused, or fails with 5xx or a time-out',
      'read again, then a sign-in; or later, without a logout',
    ),
    row('H4', 'ten 401s at once, rotation strict', 'exactly one renewal'),
    row('H5', 'killed after the rotation, before it was stored', 'a sign-in, no data changed'),
    row(
      'H6',
      '403: right or module missing',
      'that job ends with the name of the right, is not repeated; others go on',
    ),
    row('H7', '404, or a record deleted meanwhile', 'gone is said of the record; the job goes on'),
    row(
      'H8',
      '409 or *bestaat al* after a POST',
      'looked up and compared; adopted when equal, else a person',
    ),
    row('H9', '429 with Retry-After in five forms', 'honoured between 1 s and 1 h; no call earlier'),
    row(
      'H10',
      '500, 502, 503, 504 before and after performing',
      'a read is repeated; a POST is unknown, looked up',
    ),
    row('H11', 'an error in a 2xx, on either side', 'the body decides'),
    row(
      'H12',
      'the look-up fails, finds a prefix, or finds two',
      'stays unknown; compared exactly; duplicate alarm',
    ),
  ],
};

const DATA: FaultGroup = {
  title: 'Data',
  rows: [
    row(
      'D1',
      'schema differs',
      'more is fine, convertible is fine, no key: set aside; more than 20 % bad: stop, *API changed*',
    ),
    row('D2', 'rows repeated within or across pages', 'taken once, counted'),
    row('D3', 'one number in two spellings', 'one record and a warning'),
    row(
      'D4',
      'unusual characters and lengths',
      'counted in the unit of the target; cut only where allowed, and said; never half a character',
    ),
    row('D5', 'address or contact data empty or invalid', 'a rule per field; never the whole page'),
    row(
      'D6',
      'numbers in odd forms, rounding, zero and negative lines',
      'totals agree to the cent; ambiguous: set aside',
    ),
    row('D7', 'dates in odd forms', 'read strictly; a closed period is for a person'),
    row('D8', 'formulas, HTML, script', 'inert wherever they are shown'),
    row('D9', 'one bad row in a batch', 'found by halving: 199 of 200 stored, one set aside'),
    row('D10', 'the answer counts other rows than were sent', 'sent again in parts, or read back'),
  ],
};

const PAGING: FaultGroup = {
  title: 'Paging',
  rows: [
    row('P1', 'the service caps its pages', 'complete all the same'),
    row('P2', 'an exact multiple, nothing, one row', 'complete, no loop'),
    row(
      'P3',
      'rows inserted, changed, deleted while reading',
      'caught at the end of the pass; nothing wrongly missing',
    ),
    row('P4', 'the same page for ever', 'an error after two equal pages'),
    row('P5', '100,000 rows and five kills', 'same result as without; no page again more than once per kill'),
  ],
};

const ONE_DOCUMENT = 'one document; closed exactly when it exists';

const KILLS: FaultGroup = {
  title: 'Death of the worker',
  rows: [
    row('K1', 'at E0, the list', ONE_DOCUMENT),
    row('K2', 'at E1, snapshot and mapping', ONE_DOCUMENT),
    row('K3', 'at E2, the intent', ONE_DOCUMENT),
    row('K4', 'at E3, the look-up', ONE_DOCUMENT),
    row('K5', 'after E4, before E5: about to send', ONE_DOCUMENT),
    row('K6', 'during E5, before and after performing', ONE_DOCUMENT),
    row('K7', 'after E5, before E6: made, not stored', ONE_DOCUMENT),
    row('K8', 'after E6 and during E7, the close', ONE_DOCUMENT),
    row('K9', 'after E7, before E8: closed, not stored', ONE_DOCUMENT),
    row('K10', 'twenty times in a row', 'progress each time, or parked with a reason'),
    row(
      'K11',
      'browser killed and started again; power lost',
      'what was stored strictly is there; the rest is done again',
    ),
    row('K12', 'the browser ends an idle worker at 30 s', 'a run of more than 60 s completes'),
    row('K13', 'the alarm is gone', 'the schedule is restored at the next start'),
    row('K14', 'the extension is updated during a run', 'stopped at a border or resumed by the new version'),
  ],
};

const STORAGE: FaultGroup = {
  title: 'Storage',
  rows: [
    row('S1', 'no room', 'the run pauses and says so; the ledger keeps a reserve, the log is trimmed first'),
    row(
      'S2',
      'database blocked, closed, not to be opened, damaged',
      'the old connection closes; opened again; export never starts with an empty ledger in silence',
    ),
    row('S3', 'a storage area cannot be read', 'nothing is written over with defaults'),
  ],
};

const CONCURRENCY: FaultGroup = {
  title: 'At the same time',
  rows: [
    row('C1', 'two triggers at once', 'one run'),
    row('C2', 'two devices export the same work order', 'noticed: alarm, export stops'),
    row('C3', 'an old instance wakes after a new one took over', 'its writes are refused'),
    row(
      'C4',
      'disconnected during a run, at each step',
      'stops at a step border; tokens gone, ledger kept, what is unknown is listed',
    ),
    row('C5', 'administration switched during a run', 'the run stays with its own; nothing crosses'),
    row('C6', 'administration archived, deleted or renamed', 'parked; nothing is written elsewhere'),
    row('C7', 'work order changed between snapshot and close', 'not closed, flagged'),
    row('C8', 'host permission withdrawn during a run', 'nothing was done; pauses; a button gives it back'),
    row('C9', 'OutSmart token replaced or package unpaired', 'a sign-in for OutSmart alone'),
  ],
};

const TIME: FaultGroup = {
  title: 'Time',
  rows: [
    row('T1', 'the clock jumps, the laptop sleeps', 'no storm, nothing stuck, missed runs become one'),
    row('T2', 'the clock of the service differs by minutes', 'nothing is missed or asked too early'),
  ],
};

const ATTACKS: FaultGroup = {
  title: 'Attacks',
  rows: [
    row(
      'A1',
      'forged message, wrong `state`, code used twice, another server’s redirect',
      'refused; a callback that is not ours stands in the log',
    ),
    row(
      'A2',
      'secrets in log, export, error or on screen',
      'found nowhere after a full run with known secrets',
    ),
  ],
};

/** Every row of the fault matrix. `docs/faults.md` and the meta test are made from it. */
export const FAULT_MATRIX: readonly FaultGroup[] = [
  NETWORK,
  HTTP,
  DATA,
  PAGING,
  KILLS,
  STORAGE,
  CONCURRENCY,
  TIME,
  ATTACKS,
];

export const FAULT_ROWS: readonly FaultRow[] = FAULT_MATRIX.flatMap(({ rows }) => rows);
