import {
  decodeEthereumTransaction,
  describeSkip,
  type EthereumProfile,
  type ExecutableTransaction,
  findEthereumSkip,
  readAccount,
  type SkipReason,
} from '@mvm/execution'
import { type Address, InvalidTransactionError } from '@mvm/protocol'
import type {
  PoolContent,
  PoolPort,
  PoolRefusal,
  SignedChainTransaction,
  SubmitOutcome,
} from '@mvm/rpc'
import type { EthereumUnit } from '@mvm/storage'
import type { BlobVerifier } from './BlobVerifier.ts'
import { parentAt } from './parentAt.ts'
import { readChainTransaction } from './readChainTransaction.ts'
import { takeOffBlobs } from './takeOffBlobs.ts'

/** Transactions that it holds; nobody makes blocks of them. */
const MOST = 10_000

const REFUSALS: Readonly<Partial<Record<SkipReason['code'], PoolRefusal>>> = {
  BLOBS_INVALID: 'BLOBS_INVALID',
  FLOOR_GAS_TOO_LOW: 'FLOOR_GAS',
  INIT_CODE_TOO_LARGE: 'INITCODE_SIZE',
  INSUFFICIENT_FUNDS: 'INSUFFICIENT_FUNDS',
  INTRINSIC_GAS_TOO_LOW: 'INTRINSIC_GAS',
  MAX_FEE_BELOW_BASE_FEE: 'FEE_CAP_TOO_LOW',
  NONCE_TOO_LOW: 'NONCE_TOO_LOW',
  SENDER_HAS_CODE: 'SENDER_HAS_CODE',
  TIP_ABOVE_MAX_FEE: 'TIP_ABOVE_FEE_CAP',
}

interface Pooled {
  readonly raw: Uint8Array
  readonly transaction: SignedChainTransaction
}

/**
 * Transactions that were sent to a node of an imported chain. They are checked as a client would check them, and
 * shown; the chain does not go on, so that none of them is ever mined.
 */
export class EthereumPoolPort implements PoolPort {
  readonly #unit: EthereumUnit
  readonly #profile: EthereumProfile
  readonly #blobs: Pick<BlobVerifier, 'verify'>
  readonly #tell: (transaction: SignedChainTransaction) => void
  readonly #byHash = new Map<string, Pooled>()
  readonly #bySender = new Map<Address, Map<bigint, Pooled>>()

  constructor(
    unit: EthereumUnit,
    profile: EthereumProfile,
    blobs: Pick<BlobVerifier, 'verify'>,
    tell: (transaction: SignedChainTransaction) => void,
  ) {
    this.#unit = unit
    this.#profile = profile
    this.#blobs = blobs
    this.#tell = tell
  }

  async submit(encoded: Uint8Array): Promise<SubmitOutcome> {
    const { raw, sidecar } = takeOffBlobs(encoded)
    const at = parentAt(this.#unit, this.#unit.head().number)
    if (at === null) return { status: 'unavailable', reason: 'there is no chain' }
    const { chainId } = this.#profile
    const fork = this.#profile.forkAt({ ...at.header, number: at.header.number + 1 })
    const executable = decodeEthereumTransaction(raw, chainId, fork)
    const transaction = readChainTransaction(raw, chainId, fork)
    if (transaction.chainId === null) {
      throw new InvalidTransactionError({ reason: 'NOT_REPLAY_PROTECTED' })
    }
    const { hash } = transaction
    // Nothing is mined, so that sending again is only asking again.
    if (this.#byHash.has(hash)) return { status: 'accepted', hash }
    if (executable.blobs !== null && !hasItsBlobs(executable, sidecar?.versionedHashes)) {
      return refuse('BLOBS_INVALID', 'the commitments are not those that it names')
    }
    const skip = findEthereumSkip(this.#unit, at, this.#profile, executable)
    if (skip !== null) return refuse(REFUSALS[skip.code] ?? 'UNDERPRICED', describeSkip(skip))
    if (sidecar !== null) {
      const isTrue = await this.#blobs.verify(sidecar)
      if (isTrue === undefined)
        return { status: 'unavailable', reason: 'too many blobs are being checked' }
      if (!isTrue) return refuse('BLOBS_INVALID', 'a proof does not hold')
      // Another one may have brought it meanwhile.
      if (this.#byHash.has(hash)) return { status: 'accepted', hash }
    }
    return this.#admit({ raw, transaction })
  }

  transaction(hash: string): SignedChainTransaction | null {
    return this.#byHash.get(hash)?.transaction ?? null
  }

  encodedTransaction(hash: string): Uint8Array | null {
    return this.#byHash.get(hash)?.raw ?? null
  }

  pendingNonce(address: Address): bigint | null {
    const { pending } = this.#split(address)
    const last = pending.at(-1)
    return last === undefined ? null : last.transaction.nonce + 1n
  }

  content(): PoolContent {
    const parts = [...this.#bySender.keys()].map((sender) => this.#split(sender))
    const transactionOf = ({ transaction }: Pooled) => transaction
    return {
      pending: parts.flatMap(({ pending }) => pending.map(transactionOf)),
      queued: parts.flatMap(({ queued }) => queued.map(transactionOf)),
    }
  }

  counts(): { readonly pending: number; readonly queued: number } {
    const { pending, queued } = this.content()
    return { pending: pending.length, queued: queued.length }
  }

  minimumTip(): bigint {
    return 1n
  }

  #admit(pooled: Pooled): SubmitOutcome {
    const { hash, signer, nonce } = pooled.transaction
    const ofSender = this.#bySender.get(signer) ?? new Map<bigint, Pooled>()
    const before = ofSender.get(nonce)
    if (before === undefined && this.#byHash.size >= MOST) return refuse('POOL_FULL', '')
    if (before !== undefined && !isDearer(pooled.transaction, before.transaction)) {
      return refuse('REPLACEMENT_UNDERPRICED', '')
    }
    if (before !== undefined) this.#byHash.delete(before.transaction.hash)
    ofSender.set(nonce, pooled)
    this.#bySender.set(signer, ofSender)
    this.#byHash.set(hash, pooled)
    this.#tell(pooled.transaction)
    return { status: 'accepted', hash }
  }

  /** A sender's transactions by nonce: those in a row from the account's nonce, and the others. */
  #split(sender: Address): { readonly pending: Pooled[]; readonly queued: Pooled[] } {
    const all = [...(this.#bySender.get(sender)?.values() ?? [])].toSorted((a, b) =>
      a.transaction.nonce < b.transaction.nonce ? -1 : 1,
    )
    const first = all[0]?.transaction.nonce ?? 0n
    // What has a nonce that is used up was refused, and the state does not change any more.
    const isNext = ({ transaction }: Pooled, index: number) =>
      transaction.nonce === first + BigInt(index)
    const end = this.#isNext(sender, first) ? all.findIndex((pooled, i) => !isNext(pooled, i)) : 0
    return end < 0
      ? { pending: all, queued: [] }
      : { pending: all.slice(0, end), queued: all.slice(end) }
  }

  #isNext(sender: Address, nonce: bigint): boolean {
    const header = this.#unit.header(this.#unit.head().number)
    if (header === undefined) return false
    return (readAccount(this.#unit, header.stateRoot, sender)?.nonce ?? 0n) === nonce
  }
}

function refuse(refusal: PoolRefusal, detail: string): SubmitOutcome {
  return { status: 'refused', refusal, detail }
}

function hasItsBlobs(
  { blobs }: ExecutableTransaction,
  blobHashes: readonly string[] | undefined,
): boolean {
  const named = blobs?.versionedHashes ?? []
  return named.length === blobHashes?.length && named.every((hash, i) => hash === blobHashes[i])
}

/** As geth: a tenth more, in both prices. */
function isDearer(next: SignedChainTransaction, before: SignedChainTransaction): boolean {
  const [nextFee, nextTip] = pricesOf(next)
  const [fee, tip] = pricesOf(before)
  return nextFee * 10n >= fee * 11n && nextTip * 10n >= tip * 11n
}

function pricesOf(transaction: SignedChainTransaction): readonly [bigint, bigint] {
  if ('gasPrice' in transaction) return [transaction.gasPrice, transaction.gasPrice]
  return [transaction.maxFeePerGas, transaction.maxPriorityFeePerGas]
}
