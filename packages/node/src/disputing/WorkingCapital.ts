import {
  type ContractSource,
  isTransientL1Error,
  readDefence,
  readDispute,
  readDisputeTerms,
} from '@mvm/l1'
import { type Address, formatMt } from '@mvm/protocol'
import type { Logger } from 'pino'

/** What an account can pay for, of the games that it may have to play. */
export interface CapitalStatus {
  readonly account: Address
  /** Wei of ETH on L1. */
  readonly balance: bigint
  /** Wei of ETH that it should have: bonds and gas of as many games as it is to be able to play. */
  readonly needed: bigint
  /** Games that it can pay the gas of, and give the bond or bonds for. */
  readonly affordableGames: number
  /** Games under way that wait for a bond of it. */
  readonly unpaidGames: number
}

export interface WorkingCapitalOptions {
  readonly source: ContractSource
  readonly account: Address
  /** Whether one bond answers for all its games on a DAC: an asserter's does, a challenger's does not. */
  readonly sharesBond: boolean
  /** How many games at a time it is to be able to pay for. */
  readonly games: number
  /** Numbers of the games that it plays now. */
  readonly playing: () => Iterable<number>
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
}

type Level = 'enough' | 'low' | 'short'

/** L1 blocks between two looks. */
const LOOK_BLOCKS = 3
/** A bond is what so many of the worst honest games cost in gas (spec 4.1). */
const GAMES_OF_A_BOND = 3n

/**
 * Watches whether the account that plays games can pay for them: who runs out of ETH loses games that it is right in. Says
 * so in the log when that changes, and to the metrics whenever they ask.
 */
export class WorkingCapital {
  readonly #options: WorkingCapitalOptions
  #status: CapitalStatus | undefined
  #level: Level = 'enough'
  #lookedAt = Number.NEGATIVE_INFINITY
  #looking = false

  constructor(options: WorkingCapitalOptions) {
    this.#options = options
  }

  /** As of the last look; `undefined` before the first. */
  get status(): CapitalStatus | undefined {
    return this.#status
  }

  /** L1 has another head. */
  noteHead(headNumber: number, signal: AbortSignal): void {
    if (this.#looking || Math.abs(headNumber - this.#lookedAt) < LOOK_BLOCKS) return
    this.#looking = true
    this.#lookedAt = headNumber
    this.look(signal)
      .catch((error: unknown) => {
        if (signal.aborted) return
        const { logger } = this.#options
        const isL1 = isTransientL1Error(error)
        logger.warn({ err: error, isL1 }, 'what games would cost cannot be looked at')
      })
      .finally(() => {
        this.#looking = false
      })
  }

  /** Looks at L1, and says what has changed. */
  async look(signal: AbortSignal): Promise<CapitalStatus> {
    const { source, account, sharesBond, games, playing } = this.#options
    const asked = { ...source, signal }
    const { bond } = await readDisputeTerms(asked)
    const balance = await source.client.balance(account, 'latest', { signal })
    let unpaidGames = 0
    const unpaidDacs = new Set<number>()
    for (const disputeId of playing()) {
      const { chainId, asserter, defender, phase } = await readDispute(asked, disputeId)
      if (asserter !== account || defender !== null || phase !== 'bisection') continue
      if ((await readDefence(asked, chainId, asserter)).defender !== null) continue
      unpaidGames++
      unpaidDacs.add(chainId)
    }
    const gas = bond / GAMES_OF_A_BOND
    // What is kept for the bond of all, and what each takes.
    const [first, each] = sharesBond ? [bond, gas] : [0n, bond + gas]
    const status: CapitalStatus = {
      ...{ account, balance, needed: first + each * BigInt(games), unpaidGames },
      affordableGames: balance < first ? 0 : Number((balance - first) / each),
    }
    this.#status = status
    const due = bond * BigInt(unpaidDacs.size) + gas * BigInt(unpaidGames)
    this.#tell(status, bond, balance < due)
    return status
  }

  #tell(
    { account, balance, needed, affordableGames, unpaidGames }: CapitalStatus,
    bond: bigint,
    isShort: boolean,
  ): void {
    const { games, logger } = this.#options
    const level: Level = isShort ? 'short' : affordableGames < games ? 'low' : 'enough'
    if (level === this.#level) return
    this.#level = level
    const facts = {
      ...{ account, affordableGames, unpaidGames, games },
      ...{ balanceEth: formatMt(balance), neededEth: formatMt(needed), bondEth: formatMt(bond) },
    }
    if (level === 'short') {
      logger.error(facts, 'the L1 account cannot pay for the games that are played against it')
    } else if (level === 'low') {
      logger.warn(facts, 'the L1 account has too little ETH for the games that may come')
    } else logger.info(facts, 'the L1 account can pay for games again')
  }
}
