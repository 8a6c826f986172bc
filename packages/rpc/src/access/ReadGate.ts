import { type Address, asAddress } from '@mvm/protocol'
import { decidePermission, type PermissionDecision } from '../charter/decidePermission.ts'
import { AuthRequiredError } from '../error/AuthRequiredError.ts'
import { CharterDeniedError } from '../error/CharterDeniedError.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import type { CharterPort } from '../port/CharterPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import type { ClientSession } from './ClientSession.ts'
import { openMethods } from './openMethods.ts'
import type { SignIn } from './SignIn.ts'

/** READ's number (spec 2.3). */
const READ = 0xc0
const NOBODY = asAddress(`0x${'00'.repeat(20)}`)

/** What is known of a DAC at its head. */
interface Rule {
  readonly at: SealedHeader
  readonly isRestricted: boolean
  readonly decisions: Map<Address, Promise<PermissionDecision>>
}

/**
 * Keeps reads of a DAC from those whom its charter does not allow READ, once it restricts READ at all. Goes by the
 * charter at the head, which is looked up once per block; a DAC that does not restrict it costs a comparison.
 */
export class ReadGate {
  readonly #signIn: SignIn
  readonly #rules = new WeakMap<ChainPorts, Rule>()
  readonly #loading = new WeakMap<
    ChainPorts,
    { readonly hash: string; readonly rule: Promise<Rule> }
  >()

  constructor(signIn: SignIn) {
    this.#signIn = signIn
  }

  /** Before a method is called. Throws, or rejects with, {@link AuthRequiredError} and {@link CharterDeniedError}. */
  admit(dac: ChainPorts, session: ClientSession, method: string): Promise<void> | null {
    return openMethods.has(method) ? null : this.#admit(dac, session)
  }

  /**
   * Before something is pushed. As long as READ was not restricted, nothing is held back for a look at the charter:
   * the block that restricts it is the last one to be told to everybody.
   */
  admitPush(dac: ChainPorts, session: ClientSession): Promise<void> | null {
    const admitted = this.#admit(dac, session)
    if (admitted === null || this.#rules.get(dac)?.isRestricted === true) return admitted
    // The next push has its answer.
    admitted.catch(() => {})
    return null
  }

  #admit(dac: ChainPorts, session: ClientSession): Promise<void> | null {
    const { charter } = dac
    if (charter === null) return null
    const head = dac.chain.head('unsafe')
    const rule = this.#rules.get(dac)
    if (rule?.at.hash === head.hash) {
      return rule.isRestricted ? this.#check(dac.chainId, charter, rule, session) : null
    }
    return this.#load(dac, charter, head).then((loaded) => {
      if (loaded.isRestricted) return this.#check(dac.chainId, charter, loaded, session)
    })
  }

  async #check(
    chainId: number,
    charter: CharterPort,
    rule: Rule,
    { token }: ClientSession,
  ): Promise<void> {
    if (token === null) throw new AuthRequiredError({ reason: 'SIGNED_OUT' })
    const session = this.#signIn.sessionOf(chainId, token)
    if (session === null) throw new AuthRequiredError({ reason: 'SESSION_OVER' })
    const { address } = session
    let decision = rule.decisions.get(address)
    if (decision === undefined) {
      decision = decidePermission(charter, rule.at, address, READ)
      rule.decisions.set(address, decision)
    }
    const { isAllowed, rule: deciding, charterVersion } = await decision
    if (isAllowed) return
    throw new CharterDeniedError({ address, permission: READ, rule: deciding, charterVersion })
  }

  #load(dac: ChainPorts, charter: CharterPort, at: SealedHeader): Promise<Rule> {
    const loading = this.#loading.get(dac)
    if (loading?.hash === at.hash) return loading.rule
    const rule = charter.permissionWords(at, NOBODY).then(({ restricted }) => {
      const isRestricted = ((restricted >> BigInt(READ)) & 1n) === 1n
      const loaded: Rule = { at, isRestricted, decisions: new Map() }
      this.#rules.set(dac, loaded)
      return loaded
    })
    this.#loading.set(dac, { hash: at.hash, rule })
    // A look that failed is made again by the next who asks.
    rule.catch(() => this.#loading.delete(dac))
    return rule
  }
}
