import type { Address } from '@mvm/protocol'
import type { L1Block } from '../client/L1Block.ts'
import type { L1Client } from '../client/L1Client.ts'
import type { L1Receipt } from '../client/L1Receipt.ts'
import { L1RpcError } from '../error/L1RpcError.ts'
import type { AccountSight } from './AccountSight.ts'
import { classifyBroadcastError } from './classifyBroadcastError.ts'
import { findRevertData } from './findRevertData.ts'
import { firstFees } from './firstFees.ts'
import type { IntentBook, TrackedIntent } from './IntentBook.ts'
import type { L1Cancellation, L1IntentRecord, L1Settlement } from './L1IntentRecord.ts'
import type { L1SenderEvent } from './L1SenderEvent.ts'
import type { L1Signer } from './L1Signer.ts'
import { type IntentRules, nextIntentStep } from './nextIntentStep.ts'
import { type L1FeeOffer, replacementFees } from './replacementFees.ts'
import { signAttempt } from './signAttempt.ts'

/** How many times longer an unknown transaction in the pool is waited for before its nonce is taken over. */
const FOREIGN_PATIENCE = 4

export interface IntentDriverOptions {
  readonly client: L1Client
  readonly signer: L1Signer
  readonly chainId: number
  readonly book: IntentBook
  readonly rules: IntentRules
  /** Wei. */
  readonly maxFeePerGasLimit: bigint
  readonly retainBlocks: number
  readonly onEvent: (event: L1SenderEvent) => void
  readonly onSettled: (record: L1IntentRecord) => void
}

/** Does to L1 and to the book what each intent with a nonce needs at one sight of L1. */
export class IntentDriver {
  readonly #client: L1Client
  readonly #signer: L1Signer
  readonly #chainId: number
  readonly #book: IntentBook
  readonly #rules: IntentRules
  readonly #maxFeePerGasLimit: bigint
  readonly #retainBlocks: number
  readonly #onEvent: (event: L1SenderEvent) => void
  readonly #onSettled: (record: L1IntentRecord) => void
  /** L1 head at which the account's next nonce was first found to be no intent's. */
  #gapSinceBlock: number | null = null

  constructor(options: IntentDriverOptions) {
    this.#client = options.client
    this.#signer = options.signer
    this.#chainId = options.chainId
    this.#book = options.book
    this.#rules = options.rules
    this.#maxFeePerGasLimit = options.maxFeePerGasLimit
    this.#retainBlocks = options.retainBlocks
    this.#onEvent = options.onEvent
    this.#onSettled = options.onSettled
  }

  get #address(): Address {
    return this.#signer.address
  }

  /** Intents by nonce, so that none reaches a pool before the one whose nonce it follows. */
  async driveAll(sight: AccountSight, signal: AbortSignal): Promise<void> {
    for (const intent of this.#book.all()) {
      if (sight.isReorganised) intent.progress = { ...intent.progress, broadcastAtBlock: null }
      if (intent.record.settlement !== null) {
        await this.#reconsider(intent, sight)
        if (this.#isBuried(intent.record.settlement, sight.head)) await this.#book.remove(intent)
      }
      if (intent.record.settlement === null) await this.#advance(intent, sight, signal)
    }
    await this.#fillGap(sight, signal)
  }

  /** Signs an intent for the first time, writes it down and broadcasts it. */
  async start(
    fields: Omit<L1IntentRecord, 'attempts' | 'raw' | 'settlement'>,
    fees: L1FeeOffer,
    sight: AccountSight,
    signal: AbortSignal,
  ): Promise<void> {
    const options = { signer: this.#signer, chainId: this.#chainId, intent: fields, signal }
    const { attempt, raw } = await signAttempt({ ...options, fees })
    const record = { ...fields, attempts: [attempt], raw, settlement: null }
    const intent = await this.#book.add(record)
    this.#reportSigned(record)
    await this.#broadcast(intent, sight, signal)
  }

  /** Opens a settled intent again when L1 no longer shows what it was settled on. */
  async #reconsider(
    intent: TrackedIntent,
    { accountNonce, isReorganised, receipts }: AccountSight,
  ): Promise<void> {
    const { id, nonce, settlement, attempts, cancellation } = intent.record
    if (settlement?.kind === 'included') {
      if (!isReorganised && accountNonce > nonce) return
      const { transactionHash, blockHash } = settlement.inclusion
      if (receipts.get(transactionHash)?.blockHash === blockHash) return
      await this.#book.update(intent, { settlement: null })
      this.#onEvent({ kind: 'vanished', id, nonce })
    } else if (settlement !== null && accountNonce <= nonce) {
      // Its owner was told that the nonce is lost and may have sent the intent again.
      const gap: L1Cancellation = { kind: 'gap' }
      const last = attempts.at(-1)
      const change = last?.isCancellation ? { cancellation } : { cancellation: gap }
      await this.#book.update(intent, { ...change, settlement: null })
      this.#onEvent({ kind: 'vanished', id, nonce })
    }
  }

  #isBuried(settlement: L1Settlement | null, head: L1Block): boolean {
    if (settlement === null) return false
    const { blockNumber } = settlement.kind === 'included' ? settlement.inclusion : settlement
    return head.number - blockNumber >= this.#retainBlocks
  }

  /** Does the next thing for an intent that is not settled. */
  async #advance(intent: TrackedIntent, sight: AccountSight, signal: AbortSignal): Promise<void> {
    const { head, accountNonce, fees, receipts } = sight
    if (intent.isCancelAsked && intent.record.cancellation === null) {
      await this.#book.update(intent, { cancellation: { kind: 'asked' } })
    }
    const { record, progress } = intent
    const included = record.attempts.find(({ transactionHash }) => receipts.has(transactionHash))
    const step = nextIntentStep(
      record,
      progress,
      {
        headNumber: head.number,
        baseFeePerGas: fees.baseFeePerGas,
        accountNonce,
        receipt: (included && receipts.get(included.transactionHash)) ?? null,
      },
      this.#rules,
    )
    switch (step.kind) {
      case 'wait':
        return
      case 'miss':
        intent.progress = { ...progress, missingSinceBlock: head.number }
        return
      case 'supersede':
        return this.#settle(intent, { kind: 'superseded', blockNumber: head.number })
      case 'settle':
        return this.#settle(intent, await this.#inclusionOf(intent.record, step.receipt, signal))
      case 'replace':
        await this.#replace(intent, sight, signal)
        return this.#broadcast(intent, sight, signal)
      case 'broadcast':
        return this.#broadcast(intent, sight, signal)
    }
  }

  async #inclusionOf(
    record: L1IntentRecord,
    receipt: L1Receipt,
    signal: AbortSignal,
  ): Promise<L1Settlement> {
    const { transactionHash, blockNumber, blockHash, isSuccess, gasUsed, effectiveGasPrice } =
      receipt
    const revertData = isSuccess
      ? null
      : await findRevertData(this.#client, this.#address, record, receipt, { signal })
    const facts = { transactionHash, blockNumber, blockHash, isSuccess, gasUsed, effectiveGasPrice }
    return { kind: 'included', inclusion: { ...facts, revertData } }
  }

  async #settle(intent: TrackedIntent, settlement: L1Settlement): Promise<void> {
    await this.#book.update(intent, { settlement })
    const { id, nonce } = intent.record
    this.#onEvent({ kind: 'settled', id, nonce, settlement })
    this.#onSettled(intent.record)
  }

  /** Signs another attempt with higher fees and writes it down; `false` when that would cost too much. */
  async #replace(
    intent: TrackedIntent,
    { fees }: AccountSight,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { record } = intent
    const { id, nonce, attempts } = record
    const offer = replacementFees(fees, this.#maxFeePerGasLimit, attempts.at(-1))
    if (offer === null) {
      this.#onEvent({ kind: 'feeLimitReached', id, nonce })
      return false
    }
    const options = { signer: this.#signer, chainId: this.#chainId, intent: record, signal }
    const { attempt, raw } = await signAttempt({ ...options, fees: offer })
    await this.#book.update(intent, { attempts: [...attempts, attempt], raw })
    this.#reportSigned(intent.record)
    return true
  }

  /** Sends the last attempt, raising its fees as long as L1 wants more. */
  async #broadcast(intent: TrackedIntent, sight: AccountSight, signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        await this.#client.sendRawTransaction(intent.record.raw, { signal, attempts: 1 })
        break
      } catch (error) {
        if (!(error instanceof L1RpcError)) throw error
        const { id, nonce, attempts } = intent.record
        const refusal = classifyBroadcastError(error.rpcMessage)
        if (refusal === 'alreadyKnown' || refusal === 'nonceTooLow') break
        if (refusal === 'underpriced' && (await this.#replace(intent, sight, signal))) continue
        this.#onEvent({ kind: 'refused', id, nonce, error })
        if (refusal !== 'impossible' || attempts.at(-1)?.isCancellation) return
        const { rpcCode, rpcMessage } = error
        await this.#book.update(intent, { cancellation: { kind: 'refused', rpcCode, rpcMessage } })
        await this.#replace(intent, sight, signal)
      }
    }
    intent.progress = { broadcastAtBlock: sight.head.number, missingSinceBlock: null }
  }

  /**
   * Uses up the account's next nonce when no intent has it and intents wait behind it: after a reorganisation deeper
   * than what is remembered, or when the pool holds, or dropped, a transaction that the journal does not know.
   */
  async #fillGap(sight: AccountSight, signal: AbortSignal): Promise<void> {
    const { head, accountNonce } = sight
    const first = this.#book.open()[0]?.record.nonce
    if (first === undefined || first <= accountNonce || this.#book.hasNonce(accountNonce)) {
      this.#gapSinceBlock = null
      return
    }
    this.#gapSinceBlock ??= head.number
    const ageInBlocks = head.number - this.#gapSinceBlock
    if (ageInBlocks < this.#rules.bumpAfterBlocks) return
    const pendingNonce = await this.#client.nonce(this.#address, 'pending', { signal, attempts: 1 })
    const isForeign = pendingNonce > accountNonce
    if (isForeign && ageInBlocks < FOREIGN_PATIENCE * this.#rules.bumpAfterBlocks) return
    const gap = { to: this.#address, data: '0x', value: 0n, gasLimit: 0n } as const
    const id = `gap at nonce ${accountNonce}`
    await this.start(
      { id, nonce: accountNonce, ...gap, cancellation: { kind: 'gap' } },
      firstFees(sight.fees, this.#maxFeePerGasLimit),
      sight,
      signal,
    )
  }

  #reportSigned({ id, nonce, attempts }: L1IntentRecord): void {
    const last = attempts.at(-1)
    if (last === undefined) return
    const { transactionHash, maxFeePerGas, isCancellation } = last
    const facts = { transactionHash, maxFeePerGas, isCancellation }
    this.#onEvent({ kind: 'signed', id, nonce, attempt: attempts.length, ...facts })
  }
}
