import { setTimeout as delay } from 'node:timers/promises'
import { type ContractSource, isTransientL1Error, readMembers, readTouchedMembers } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { Logger } from 'pino'
import type { L1Watch } from '../l1/L1Watch.ts'
import { isPeerUrl } from './isPeerUrl.ts'
import type { PeerNetwork } from './PeerNetwork.ts'

export interface PeerDirectoryOptions {
  readonly source: ContractSource
  readonly l1: Pick<L1Watch, 'head'>
  readonly network: Pick<PeerNetwork, 'self' | 'setPeer' | 'removePeer'>
  readonly logger: Logger
}

const POLL_MS = 500
/** How far back is read again, for what a reorganisation of L1 has changed. */
const REREAD_BLOCKS = 64
/** Once in so many reads all peers are looked up anew. */
const RECHECK_INTERVAL = 64
/** Asked for at once. */
const MAX_ACCOUNTS = 100

/**
 * The sequencers' endpoints on L1: whoever has stake and says where it listens is a peer, from the L1 block on in which
 * that comes true to the one in which it no longer is. What somebody says of itself proves nothing about who answers
 * there: every frame is signed by the account that it comes from, and names the one that it is for.
 */
export class PeerDirectory {
  readonly #options: PeerDirectoryOptions
  /** First L1 block that was not read. */
  #next: number
  #reads = 0
  readonly #peers = new Set<Address>()
  /** Accounts of which nothing can be made, and why, as it was told. */
  readonly #problems = new Map<Address, string>()
  /** The problem of the last read, as it was told. */
  #problem: string | undefined

  constructor(options: PeerDirectoryOptions) {
    this.#options = options
    this.#next = options.source.contracts.deploymentBlock
  }

  /** Keeps the network's peers as L1 has them, until the signal aborts; whatever stands there ends nothing. */
  async run(signal: AbortSignal): Promise<void> {
    const { l1, logger } = this.#options
    let hash: string | undefined
    while (!signal.aborted) {
      const { head } = l1
      if (head.hash !== hash) {
        try {
          await this.#readTo(head.number, signal)
          hash = head.hash
          this.#problem = undefined
        } catch (error) {
          const problem = String(error)
          if (!signal.aborted && problem !== this.#problem) {
            const level = isTransientL1Error(error) ? 'warn' : 'error'
            logger[level]({ err: error }, 'the sequencers’ endpoints could not be read')
            this.#problem = problem
          }
        }
      }
      await delay(POLL_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  async #readTo(to: number, signal: AbortSignal): Promise<void> {
    const { deploymentBlock } = this.#options.source.contracts
    const source = { ...this.#options.source, signal }
    const from = Math.max(deploymentBlock, Math.min(this.#next, to) - REREAD_BLOCKS)
    const touched = await readTouchedMembers(source, { from, to })
    // What a deeper reorganisation has undone leaves no trace.
    const known = ++this.#reads % RECHECK_INTERVAL === 0 ? this.#peers : []
    const accounts = [...new Set([...touched, ...known])]
    for (let start = 0; start < accounts.length; start += MAX_ACCOUNTS) {
      const some = accounts.slice(start, start + MAX_ACCOUNTS)
      for (const { account, stake, endpoint } of await readMembers(source, some)) {
        this.#set(account, stake > 0n ? endpoint : '')
      }
    }
    this.#next = to + 1
  }

  #set(account: Address, endpoint: string | null): void {
    const { network, logger } = this.#options
    if (account === network.self) return
    try {
      if (endpoint === null) throw new SyntaxError('its endpoint is no text')
      if (isPeerUrl(endpoint)) {
        if (network.setPeer(account, endpoint)) logger.info({ account, endpoint }, 'a peer')
        this.#peers.add(account)
      } else {
        this.#remove(account, endpoint)
      }
      this.#problems.delete(account)
    } catch (error) {
      this.#remove(account, '')
      const problem = String(error)
      if (this.#problems.get(account) === problem) return
      this.#problems.set(account, problem)
      logger.warn({ err: error, account }, 'an account cannot be a peer')
    }
  }

  #remove(account: Address, endpoint: string): void {
    const { network, logger } = this.#options
    if (!this.#peers.delete(account)) return
    network.removePeer(account)
    logger.info({ account, endpoint }, 'no peer any more')
  }
}
