import { setTimeout as delay } from 'node:timers/promises'
import { decodeRevert, type L1Client, type L1Receipt, L1RpcError, revertDataOf } from '@mvm/l1'
import { type Address, asHash, type Hex, type L1TransactionHash } from '@mvm/protocol'
import { type BlockTime, InvalidInputError, NotSupportedError } from '@mvm/rpc'
import { askL1 } from '../rpc/askL1.ts'

/** A call of an L1 contract. */
export interface DevelopmentCall {
  readonly from: Address
  readonly to: Address
  readonly data: Hex
}

/** Of an L1 transaction: more than a queue element of 60 KiB with all its gas costs, less than L1 lets one have. */
const GAS_LIMIT = '0x800000'
const LEAST_BALANCE = 10n ** 18n
const GIVEN_BALANCE = `0x${(10n ** 19n).toString(16)}`
const RECEIPT_INTERVAL_MS = 20

/**
 * An L1 that is itself a development chain (anvil): whoever asks sends in anybody's name there, and moves its clock.
 * Every method throws `NotSupportedError` where L1 is no such chain, `InvalidInputError` where it refuses, and
 * `UnavailableError` while it is away.
 */
export class DevelopmentL1 {
  readonly #client: L1Client
  #isAnvil = false
  /** Blocks are made one after the other: the time that is set is for the next one, whoever asks for it. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(client: L1Client) {
    this.#client = client
  }

  /** Sends a call in the name of `from`, whose L1 balance is topped up for it, and makes the block that has it. */
  async send(call: DevelopmentCall, time: BlockTime, signal: AbortSignal): Promise<L1Receipt> {
    await this.#requireAnvil(signal)
    const sent = this.#last.then(() => {
      signal.throwIfAborted()
      return this.#send(call, time, signal)
    })
    this.#last = sent.catch(() => undefined)
    return sent
  }

  async #send(
    { from, to, data }: DevelopmentCall,
    time: BlockTime,
    signal: AbortSignal,
  ): Promise<L1Receipt> {
    await this.#ask('anvil_impersonateAccount', [from], signal)
    const balance = BigInt(await this.#ask<string>('eth_getBalance', [from, 'latest'], signal))
    if (balance < LEAST_BALANCE) await this.#ask('anvil_setBalance', [from, GIVEN_BALANCE], signal)
    // Before the call is sent: should L1 make a block by its clock now, the call comes after it, and not too early.
    if (time.kind === 'later') await this.#ask('evm_increaseTime', [time.seconds], signal)
    if (time.kind === 'at') await this.#ask('evm_setNextBlockTimestamp', [time.timestamp], signal)
    const transaction = { from, to, data, gas: GAS_LIMIT }
    const hash = await this.#ask<string>('eth_sendTransaction', [transaction], signal)
    await this.#ask('evm_mine', [], signal)
    return this.#receiptOf(asHash<L1TransactionHash>(hash), transaction, signal)
  }

  async #receiptOf(
    hash: L1TransactionHash,
    transaction: object,
    signal: AbortSignal,
  ): Promise<L1Receipt> {
    for (;;) {
      const [receipt] = await askL1(() => this.#client.receipts([hash], { signal }))
      if (receipt?.isSuccess) return receipt
      // What reverts in a block reverts in a call as well, which tells why.
      if (receipt !== null) await this.#ask('eth_call', [transaction, 'latest'], signal)
      if (receipt !== null)
        throw new InvalidInputError({ problem: `L1 transaction ${hash} failed` })
      await delay(RECEIPT_INTERVAL_MS, undefined, { signal })
    }
  }

  async #requireAnvil(signal: AbortSignal): Promise<void> {
    if (this.#isAnvil) return
    const version = await this.#ask<string>('web3_clientVersion', [], signal)
    if (!version.startsWith('anvil/')) {
      throw new NotSupportedError({
        what: `the L1 of this node is ${version}, which lets nobody set its time or send in the name of others`,
        remedy: 'use a devnet (npm start), or fork the DAC (anvil --fork-url <its URL>)',
      })
    }
    this.#isAnvil = true
  }

  async #ask<T>(method: string, params: readonly unknown[], signal: AbortSignal): Promise<T> {
    try {
      const [result] = await this.#client.transport.requestAll(
        [{ method, params }],
        (answer) => {
          if (answer.ok) return answer.result as T
          throw answer.error
        },
        { signal, attempts: 1 },
      )
      return result as T
    } catch (error) {
      if (!(error instanceof L1RpcError)) return askL1(() => Promise.reject(error))
      const data = revertDataOf(error)
      const problem = data === null ? error.rpcMessage : decodeRevert(data).message
      throw new InvalidInputError({ problem: `L1 refused ${method}: ${problem}` })
    }
  }
}
