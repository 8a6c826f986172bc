import { contractInterface, encodeApprove, encodeCreateDAC, encodeDepositMT } from '@mvm/l1'
import { type Address, asAddress, type Charter, toHex } from '@mvm/protocol'
import type { StageChain } from '../../../../scripts/scenario/ranger/faultStories.ts'
import type { Enqueued } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import type { Wallet } from '../../../../scripts/scenario/ranger/Wallet.ts'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { type L1Call, sendToL1 } from '../support/sendToL1.ts'
import type { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'

const MT = 10n ** 18n
const SLUG = 'stage'

/** A DAC on a network with one sequencer, as a stage for the stories of faults. */
export class LiveChain implements StageChain {
  chainId = 0
  readonly rpc: JsonRpc
  readonly #network: TestNetwork
  readonly #owner: DevnetAccount

  constructor(network: TestNetwork, sequencer: TestNode) {
    const [owner] = network.users
    if (owner === undefined) throw new Error('there are no users')
    this.rpc = new JsonRpc(`${new URL(sequencer.rpc.url).origin}/${SLUG}`)
    this.#network = network
    this.#owner = owner
  }

  async open(charter: Charter, wallets: readonly Wallet[]): Promise<void> {
    const { comCo, metisToken, l1StandardBridge } = this.#network.contracts
    const [creation] = await this.#onL1([
      { to: comCo, data: encodeCreateDAC({ slug: SLUG, charter, profile: 'dev' }) },
      { to: metisToken, data: encodeApprove({ spender: l1StandardBridge, amount: 10_000n * MT }) },
    ])
    const log = creation?.logs.find(({ address }) => asAddress(address) === comCo)
    const event = log && contractInterface('ComCo').parseLog(log)
    this.chainId = Number(event?.args.chainId)
    await this.#onL1(wallets.map(({ address }) => this.#deposit(address, 100n * MT)))
    await waitFor('the wallets to have MT', async () => {
      const balances = await Promise.all(wallets.map(({ address }) => this.rpc.balance(address)))
      return balances.every((balance) => balance > 0n)
    })
  }

  /** Resolves when there are further blocks and nothing waits any more. */
  async block(
    transactions: readonly Uint8Array[],
    enqueued: readonly Enqueued[] = [],
  ): Promise<void> {
    const before = await this.headNumber()
    for (const raw of transactions) await this.rpc.call('eth_sendRawTransaction', toHex(raw))
    if (enqueued.length > 0) {
      await this.#onL1(enqueued.map(({ from, mint = 0n }) => this.#deposit(from, mint)))
    }
    await waitFor('the next block', async () => {
      const { pending, queued } =
        await this.rpc.call<Record<'pending' | 'queued', string>>('txpool_status')
      const isDone = pending === '0x0' && queued === '0x0'
      return isDone && (await this.headNumber()) > before
    })
  }

  async nonce(address: Address): Promise<bigint> {
    return BigInt(await this.rpc.call<string>('eth_getTransactionCount', address, 'latest'))
  }

  async headNumber(): Promise<number> {
    return Number(await this.rpc.call('eth_blockNumber'))
  }

  #deposit(to: Address, amount: bigint): L1Call {
    const { chainId } = this
    return {
      to: this.#network.contracts.l1StandardBridge,
      data: encodeDepositMT({ chainId, to, amount }),
    }
  }

  #onL1(calls: readonly L1Call[]) {
    return sendToL1(this.#network.l1, this.#owner.privateKey, calls)
  }
}
