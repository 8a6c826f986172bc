import { type Address, asHash, keccak256Hex, type TransactionHash } from '@mvm/protocol'
import type { PendingTransactionPort } from '../../port/PendingTransactionPort.ts'
import type { CommitteeNetworkPort } from '../CommitteeNetworkPort.ts'
import { NotLeadingError } from '../NotLeadingError.ts'

/** Bytes of transactions in one message. */
const MAX_MESSAGE_BYTES = 256 * 1024

interface Waiting {
  readonly raw: Uint8Array
  readonly stored: PromiseWithResolvers<void>
}

/**
 * Keeps what is acknowledged in more than one place: the leader's answer waits for one backup, and whoever holds
 * transactions offers them to each new leader.
 */
export class TransactionRelay {
  readonly #network: CommitteeNetworkPort
  readonly #pending: PendingTransactionPort
  /** The backups while this node leads. */
  #backups: readonly Address[] | undefined
  readonly #waiting = new Map<TransactionHash, Waiting>()
  #leader: Address | undefined
  /** The leader may lack something that waits here; else there is nothing to look for. */
  #mayLack = true
  /** What the leader has said to hold since the last time when it lacked nothing. */
  readonly #confirmed = new Set<TransactionHash>()

  constructor(network: CommitteeNetworkPort, pending: PendingTransactionPort) {
    this.#network = network
    this.#pending = pending
  }

  lead(backups: readonly Address[]): void {
    this.#backups = backups
  }

  /** Nothing that waits is acknowledged any more. */
  follow(): void {
    this.#backups = undefined
    this.recheck()
    for (const { stored } of this.#waiting.values()) {
      stored.reject(new NotLeadingError({ reason: 'superseded' }))
    }
    this.#waiting.clear()
  }

  /** Nobody has to be told of a transaction. */
  get isQuiet(): boolean {
    return this.#waiting.size === 0 && (this.#backups !== undefined || !this.#mayLack)
  }

  /** Resolves when a backup holds the transaction too; at once where there is no backup. Rejects with {@link NotLeadingError}. */
  async replicate(hash: TransactionHash, raw: Uint8Array): Promise<void> {
    if (this.#backups === undefined) throw new NotLeadingError({ reason: 'not-leading' })
    if (this.#backups.length === 0) return
    let waiting = this.#waiting.get(hash)
    if (waiting === undefined) {
      waiting = { raw, stored: Promise.withResolvers<void>() }
      this.#waiting.set(hash, waiting)
    }
    this.#send(this.#backups, [raw])
    await waiting.stored.promise
  }

  /** Sends again what no backup has answered. */
  repeat(): void {
    if (this.#backups === undefined || this.#waiting.size === 0) return
    this.#send(
      this.#backups,
      [...this.#waiting.values()].map(({ raw }) => raw),
    )
  }

  /** Sends a leader everything that waits here and that it has not said to hold. */
  async offer(to: Address): Promise<void> {
    if (this.#leader !== to) {
      this.#leader = to
      this.recheck()
    }
    if (!this.#mayLack) return
    this.#mayLack = false
    const raws = await this.#pending.all()
    const missing = raws.filter((raw) => !this.#confirmed.has(hashOf(raw)))
    if (missing.length === 0) {
      this.#confirmed.clear()
      return
    }
    this.#mayLack = true
    this.#send([to], missing)
  }

  /** To be called when transactions have come to wait here otherwise than from the leader. */
  recheck(): void {
    this.#mayLack = true
    this.#confirmed.clear()
  }

  /** Somebody asks to keep transactions; resolves when they are durable and that is said. */
  async keep(
    from: Address,
    transactions: readonly Uint8Array[],
    isIncluded: (hash: TransactionHash) => Promise<boolean>,
  ): Promise<void> {
    const hashes = transactions.map(hashOf)
    if (from !== this.#leader) this.#mayLack = true
    else if (this.#mayLack) for (const hash of hashes) this.#confirmed.add(hash)
    await Promise.all(
      transactions.map(async (raw, index) => {
        const hash = hashes[index] as TransactionHash
        if (!(await isIncluded(hash))) await this.#pending.save(hash, raw)
      }),
    )
    this.#network.send(from, { kind: 'stored', hashes })
  }

  onStored(from: Address, hashes: readonly TransactionHash[]): void {
    const isBackup = this.#backups?.includes(from) === true
    for (const hash of hashes) {
      if (from === this.#leader && this.#mayLack) this.#confirmed.add(hash)
      if (!isBackup) continue
      this.#waiting.get(hash)?.stored.resolve()
      this.#waiting.delete(hash)
    }
  }

  #send(to: readonly Address[], raws: readonly Uint8Array[]): void {
    let transactions: Uint8Array[] = []
    let size = 0
    const flush = () => {
      if (transactions.length === 0) return
      for (const member of to) this.#network.send(member, { kind: 'transactions', transactions })
      transactions = []
      size = 0
    }
    for (const raw of raws) {
      if (size + raw.length > MAX_MESSAGE_BYTES) flush()
      transactions.push(raw)
      size += raw.length
    }
    flush()
  }
}

function hashOf(raw: Uint8Array): TransactionHash {
  return asHash<TransactionHash>(keccak256Hex(raw))
}
