import { asAddress, type Hex, toHex } from '@mvm/protocol'
import { expect } from 'vitest'
import {
  decodeIntentRecord,
  encodeIntentRecord,
  type L1Intent,
  type L1IntentJournal,
  type L1IntentRecord,
  type L1SenderEvent,
  type L1TransactionOutcome,
  L1TransactionSender,
  type L1TransactionSenderOptions,
  signerFromKey,
} from '../../src/index.ts'
import { Anvil, type AnvilOptions, anvilAccounts } from '../anvil.ts'
import { eventually } from '../eventually.ts'

const GWEI = 10n ** 9n

/** A contract that logs the first word of its calldata as a topic. */
const logger = asAddress('0x000000000000000000000000000000000000c0de')
const LOGGER_CODE = '0x5f355f5fa100'

/** A contract that reverts with what it is called with. */
export const reverter = asAddress('0x00000000000000000000000000000000000dead0')
const REVERTER_CODE = '0x365f5f37365ffd'

/** A journal that, like a real one, keeps nothing but bytes. */
class BytesJournal implements L1IntentJournal {
  readonly entries = new Map<string, string>()

  async load(): Promise<L1IntentRecord[]> {
    return [...this.entries.values()].map(decodeIntentRecord)
  }

  async save(record: L1IntentRecord): Promise<void> {
    this.entries.set(record.id, encodeIntentRecord(record))
  }

  async remove(id: string): Promise<void> {
    this.entries.delete(id)
  }
}

/** A real anvil, a journal, and senders on them one after the other. */
export class SenderBench {
  readonly anvil: Anvil
  readonly journal = new BytesJournal()
  readonly account = anvilAccounts[0] as (typeof anvilAccounts)[0]
  readonly events: L1SenderEvent[] = []
  #running: { readonly controller: AbortController; readonly end: Promise<unknown> } | null = null

  private constructor(anvil: Anvil) {
    this.anvil = anvil
  }

  static async start(options?: AnvilOptions): Promise<SenderBench> {
    const bench = new SenderBench(await Anvil.start(options))
    await bench.anvil.rpc('anvil_setCode', [logger, LOGGER_CODE])
    await bench.anvil.rpc('anvil_setCode', [reverter, REVERTER_CODE])
    return bench
  }

  /** Starts a sender in place of the one before, as after a restart. */
  async sender(options: Partial<L1TransactionSenderOptions> = {}): Promise<L1TransactionSender> {
    await this.endSender()
    const sender = new L1TransactionSender({
      client: this.anvil.client({ timeoutMs: 1000 }),
      signer: signerFromKey(this.account.privateKey),
      chainId: 31337,
      journal: this.journal,
      pollIntervalMs: 10,
      maxRetryDelayMs: 50,
      onEvent: (event) => this.events.push(event),
      ...options,
    })
    const controller = new AbortController()
    const end = sender.run(controller.signal).then(
      () => 'ended',
      (error) => error,
    )
    this.#running = { controller, end }
    return sender
  }

  /** What the running sender ended with, once it has. */
  get end(): Promise<unknown> {
    return this.#running?.end ?? Promise.resolve('none')
  }

  async endSender(): Promise<void> {
    this.#running?.controller.abort('restart')
    await this.#running?.end
    this.#running = null
  }

  async stop(): Promise<void> {
    await this.endSender()
    await this.anvil.stop()
  }

  /** Until L1's pool holds so many transactions: a block mined before leaves out what is still on its way there. */
  async inPool(count: number): Promise<void> {
    const pending = async () => {
      const status = (await this.anvil.rpc('txpool_status')) as { readonly pending: Hex }
      return Number(status.pending)
    }
    await eventually(pending).toBe(count)
  }

  /** Mines until something has come true: what waits for blocks would otherwise wait for ever. */
  async mineUntil(isTrue: () => boolean): Promise<void> {
    await expect
      .poll(
        async () => {
          if (!isTrue()) await this.anvil.mine()
          return isTrue()
        },
        { timeout: 50_000, interval: 50 },
      )
      .toBe(true)
  }

  async outcomeWhileMining(sending: Promise<L1TransactionOutcome>): Promise<L1TransactionOutcome> {
    let outcome: L1TransactionOutcome | null = null
    sending.then((value) => {
      outcome = value
    })
    await this.mineUntil(() => outcome !== null)
    return sending
  }

  /** A transfer from the account to itself, signed but not sent. */
  async rawTransfer({ nonce, tipGwei }: { readonly nonce: number; readonly tipGwei: bigint }) {
    const signer = signerFromKey(this.account.privateKey)
    const fee = tipGwei * GWEI
    return signer.sign({
      chainId: 31337,
      nonce,
      to: signer.address,
      data: '0x',
      value: 1n,
      gasLimit: 21_000n,
      maxFeePerGas: 50n * GWEI + fee,
      maxPriorityFeePerGas: fee,
    })
  }

  intent(number: number, gasLimit: bigint | null = 60_000n): L1Intent {
    const word = Buffer.alloc(32)
    word.writeUInt32BE(number, 28)
    const intent = { id: `intent ${number}`, to: logger, data: toHex(word) }
    return gasLimit === null ? intent : { ...intent, gasLimit }
  }

  /** The numbers of the intents that L1's chain has executed, in its order, each as often as it happened. */
  async executed(): Promise<number[]> {
    const filter = { addresses: [logger], topics: [] }
    const logs = await this.anvil.client().logs(filter, { from: 0, to: 1_000_000 })
    return logs.map(({ topics }) => Number(topics[0]))
  }

  kinds(): string[] {
    return this.events.map(({ kind }) => kind)
  }

  async nonce(): Promise<number> {
    return this.anvil.client().nonce(this.account.address)
  }

  async setBaseFee(wei: bigint): Promise<void> {
    const hex: Hex = `0x${wei.toString(16)}`
    await this.anvil.rpc('anvil_setNextBlockBaseFeePerGas', [hex])
  }
}
