import { setTimeout as delay } from 'node:timers/promises'
import { Transaction, Wallet } from 'ethers'
import { rpcCall } from '../../bench/rpcBatch.ts'
import type { StartedDac } from './StartedDevnet.ts'

const FEES = { maxFeePerGas: 5_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n, type: 2 }
const POLL_MS = 5
const PATIENCE_MS = 60_000

/** One account that sends transfers to itself on one DAC, one after the other. */
export class TransferSender {
  readonly #dac: StartedDac
  readonly #wallet: Wallet
  #nonce: number | undefined

  constructor(dac: StartedDac, { privateKey }: { readonly privateKey: string }) {
    this.#dac = dac
    this.#wallet = new Wallet(privateKey)
  }

  /** Sends one and waits for its receipt; gives the milliseconds that this took. */
  async send(): Promise<number> {
    const { rpcUrl, chainId } = this.#dac
    const { address } = this.#wallet
    this.#nonce ??= Number(await rpcCall(rpcUrl, 'eth_getTransactionCount', address, 'latest'))
    const transfer = { to: address, value: 1n, gasLimit: 21_000n, chainId, nonce: this.#nonce++ }
    const raw = await this.#wallet.signTransaction({ ...FEES, ...transfer })
    const { hash } = Transaction.from(raw)
    const sentAtMs = performance.now()
    await this.#hand(raw)
    while ((await rpcCall(rpcUrl, 'eth_getTransactionReceipt', hash)) === null) await delay(POLL_MS)
    return performance.now() - sentAtMs
  }

  /** As any client does it: again while nobody leads, until it is taken or known. */
  async #hand(raw: string): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS
    for (;;) {
      try {
        await rpcCall(this.#dac.rpcUrl, 'eth_sendRawTransaction', raw)
        return
      } catch (error) {
        if (/already known|nonce too low/i.test(String(error))) return
        if (Date.now() > deadline) throw error
        await delay(POLL_MS)
      }
    }
  }
}
