import { setTimeout as delay } from 'node:timers/promises'
import {
  createdDac,
  type DacCreation,
  encodeApprove,
  encodeCreateDAC,
  encodeDepositMT,
  L1Client,
} from '@mvm/l1'
import { type Devnet, type L1ContractCall, sendCalls, untilEscrowIsAdmitted } from '@mvm/node'
import { type Address, type Charter, toHex } from '@mvm/protocol'
import { rpcCall } from '../../bench/rpcBatch.ts'
import type { StageChain } from './faultStories.ts'
import type { Enqueued } from './RollupChain.ts'
import type { Wallet } from './Wallet.ts'

const MT = 10n ** 18n
const SLUG = 'stage'
const POLL_MS = 50

/** A DAC on a devnet, as a stage for the stories of faults. */
export class DevnetStage implements StageChain {
  /** JSON-RPC of the DAC where its sequencers answer. */
  readonly rpcUrl: string
  readonly #devnet: Devnet
  readonly #client: L1Client
  readonly #signal: AbortSignal
  #creation: DacCreation | undefined

  constructor(devnet: Devnet, signal: AbortSignal) {
    this.#devnet = devnet
    this.#client = new L1Client({ urls: [devnet.l1.rpcUrl] })
    this.#signal = signal
    this.rpcUrl = `${devnet.rpcUrl}/${SLUG}`
  }

  get chainId(): number {
    return this.creation.chainId
  }

  /** Throws before {@link open}. */
  get creation(): DacCreation {
    if (this.#creation === undefined) throw new Error('the stage is not open')
    return this.#creation
  }

  /** The same DAC as the follower derives it. */
  get derivedRpcUrl(): string {
    return `${this.#devnet.follower.rpcUrl}/${SLUG}`
  }

  async open(charter: Charter, wallets: readonly Wallet[]): Promise<void> {
    const { contracts } = this.#devnet.record
    const { comCo, metisToken, l1StandardBridge } = contracts
    const [creation] = await this.#onL1([
      { to: comCo, data: encodeCreateDAC({ slug: SLUG, charter, profile: 'dev' }) },
      { to: metisToken, data: encodeApprove({ spender: l1StandardBridge, amount: 10_000n * MT }) },
    ])
    if (creation === undefined) throw new Error('the creation has no receipt')
    this.#creation = createdDac(contracts, creation)
    const source = { client: this.#client, contracts, signal: this.#signal }
    await untilEscrowIsAdmitted(source, this.chainId, 100n * MT * BigInt(wallets.length))
    await this.#onL1(wallets.map(({ address }) => this.#deposit(address, 100n * MT)))
    await this.#until(async () => {
      const balances = await Promise.all(
        wallets.map(({ address }) => rpcCall(this.rpcUrl, 'eth_getBalance', address, 'latest')),
      )
      return balances.every((balance) => BigInt(balance as string) > 0n)
    })
  }

  /** Resolves when there are further blocks and nothing waits any more. */
  async block(
    transactions: readonly Uint8Array[],
    enqueued: readonly Enqueued[] = [],
  ): Promise<void> {
    const before = await this.headNumber()
    for (const raw of transactions) {
      await rpcCall(this.rpcUrl, 'eth_sendRawTransaction', toHex(raw))
    }
    if (enqueued.length > 0) {
      await this.#onL1(enqueued.map(({ from, mint = 0n }) => this.#deposit(from, mint)))
    }
    await this.#until(async () => {
      const { pending, queued } = (await rpcCall(this.rpcUrl, 'txpool_status')) as {
        readonly pending: string
        readonly queued: string
      }
      const isDone = pending === '0x0' && queued === '0x0'
      return isDone && (await this.headNumber()) > before
    })
  }

  async nonce(address: Address): Promise<bigint> {
    return BigInt(
      (await rpcCall(this.rpcUrl, 'eth_getTransactionCount', address, 'latest')) as string,
    )
  }

  async headNumber(): Promise<number> {
    return Number(await rpcCall(this.rpcUrl, 'eth_blockNumber'))
  }

  async #until(isTrue: () => Promise<boolean>): Promise<void> {
    // A DAC just created is not served at once.
    while (!(await isTrue().catch(() => false))) {
      await delay(POLL_MS, undefined, { signal: this.#signal })
    }
  }

  #deposit(to: Address, amount: bigint): L1ContractCall {
    const { chainId } = this
    const { l1StandardBridge } = this.#devnet.record.contracts
    return { to: l1StandardBridge, data: encodeDepositMT({ chainId, to, amount }) }
  }

  #onL1(calls: readonly L1ContractCall[]) {
    const [account] = this.#devnet.users
    if (account === undefined) throw new Error('a devnet has users')
    const { l1ChainId } = this.#devnet.record
    return sendCalls({ client: this.#client, account, l1ChainId, calls, signal: this.#signal })
  }
}
