import { type Behaviour } from '../behaviour';
import type { Random } from '../random';
import { Company } from './company';
import { createModel, type Model } from './objects';
import { TokenStore } from './token-store';

export interface User {
  username: string;
  password: string;
  /** Business objects this user has no rights to. */
  denied: string[];
  readOnly: boolean;
}

/** The AccountView side: who may sign in, which companies there are, and their tables. */
export class AccountViewWorld {
  readonly model: Model;
  readonly tokens: TokenStore;
  readonly companies: Company[] = [];
  readonly users: User[] = [];
  readonly redirectUris = new Set<string>();
  readonly client: { id: string; secret: string };
  /** False: the customer's own AccountView cannot be reached by accountview.net. */
  reachable = true;
  readonly #now: () => Date;

  constructor(behaviour: Behaviour, random: Random, now: () => Date, accessTokenSeconds: number) {
    this.model = createModel(behaviour);
    this.tokens = new TokenStore(random, now, behaviour, accessTokenSeconds);
    this.client = { id: random.hex(24), secret: random.hex(40) };
    this.#now = now;
  }

  addCompany(identity: { id: string; code: string; description: string }): Company {
    const company = new Company(identity, this.model, this.#now);
    this.companies.push(company);
    return company;
  }

  /** By code, as in `company('KRAAN')`. */
  company(code: string): Company {
    const company = this.companies.find((candidate) => candidate.code === code);
    if (company === undefined) throw new RangeError(`no company ${code}`);
    return company;
  }

  user(username: string): User | undefined {
    return this.users.find((candidate) => candidate.username === username);
  }
}
