import { setTimeout as delay } from 'node:timers/promises'
import type { Address, Hex } from '@mvm/protocol'
import { Wallet } from 'ethers'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { initCode } from '../support/initCode.ts'
import { processTable } from '../support/processTable.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { TransferLoad } from '../support/TransferLoad.ts'
import { waitFor } from '../support/waitFor.ts'
import type { AnswerCounts } from './AnswerTally.ts'
import type { AttackTarget } from './AttackTarget.ts'
import { AttackThread } from './AttackThread.ts'
import type { AttackName } from './attacks/attacks.ts'
import { type BlockPace, blockPace } from './blockPace.ts'

/** Writes logs with a topic 1 until less than 10,000 gas are left. */
const LOGGER = '5b60015f5fa15a612710105f5700'
const SAMPLE_MS = 200

/** What an attack has led to. */
export interface AttackReport extends AnswerCounts {
  readonly pace: BlockPace
  /** The most that the node's process held meanwhile. */
  readonly peakMiB: number
}

/** A sequencer in a process of its own, users who send transfers all the time, and an attacker. */
export class AbusedNetwork {
  readonly network: TestNetwork
  readonly sequencer: TestNode
  readonly load: TransferLoad
  readonly target: AttackTarget
  readonly #attacker: AttackThread

  private constructor(
    network: TestNetwork,
    sequencer: TestNode,
    load: TransferLoad,
    target: AttackTarget,
    attacker: AttackThread,
  ) {
    this.network = network
    this.sequencer = sequencer
    this.load = load
    this.target = target
    this.#attacker = attacker
  }

  /** @param logCount how many transactions of about 1,300 logs there are to look for */
  static async start(logCount: number): Promise<AbusedNetwork> {
    const network = await TestNetwork.start()
    const sequencer = await network.sequencer()
    await sequencer.start()
    const { rpc } = sequencer
    const { chainId } = network.dac
    const author = network.users.at(-1) as DevnetAccount
    await waitFor('the deposits', async () => (await rpc.balance(author.address)) > 0n)
    const send = async (nonce: number, to: Address | null, data: string): Promise<Hex> => {
      const fees = { maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 5n }
      const fields = { type: 2, chainId, nonce, to, data, gasLimit: 1_000_000n, ...fees }
      return rpc.send(await new Wallet(author.privateKey).signTransaction(fields))
    }
    const receiptOf = (hash: Hex) =>
      waitFor('a receipt', () => rpc.call<Receipt | null>('eth_getTransactionReceipt', hash))
    const created = await receiptOf(await send(0, null, initCode(LOGGER)))
    const hashes: Hex[] = []
    for (let i = 1; i <= logCount; i++) hashes.push(await send(i, created.contractAddress, '0x'))
    const last = await receiptOf(hashes.at(-1) as Hex)

    const accounts = network.users.slice(0, 4)
    const load = await TransferLoad.start({ rpc, chainId, accounts, ratePerS: 20 })
    const target = {
      ...{ url: rpc.url, chainId, addresses: network.users.map(({ address }) => address) },
      logger: created.contractAddress,
      ...{ transactionHash: last.transactionHash, blockHash: last.blockHash },
      attacker: author,
    }
    const attacker = await AttackThread.start()
    return new AbusedNetwork(network, sequencer, load, target, attacker)
  }

  /** The pace of blocks while nobody attacks. */
  calm(durationMs: number): Promise<BlockPace> {
    return blockPace(this.sequencer.rpc, () => delay(durationMs))
  }

  async attack(name: AttackName, durationMs: number, seed: number): Promise<AttackReport> {
    let peakMiB = this.residentMiB()
    const sampling = setInterval(() => {
      peakMiB = Math.max(peakMiB, this.residentMiB())
    }, SAMPLE_MS)
    let counts: AnswerCounts | undefined
    try {
      const pace = await blockPace(this.sequencer.rpc, async () => {
        counts = await this.#attacker.run({ name, target: this.target, durationMs, seed })
      })
      return { ...(counts as AnswerCounts), pace, peakMiB }
    } finally {
      clearInterval(sampling)
    }
  }

  /** Of the node's process, in MiB. Throws when it has ended. */
  residentMiB(): number {
    const own = processTable().find(({ pid, isZombie }) => pid === this.sequencer.pid && !isZombie)
    if (own === undefined) throw new Error('the node has ended')
    return Math.round(own.residentKib / 1024)
  }

  async stop(): Promise<void> {
    await this.#attacker.stop()
    await this.load.stop()
    await this.network.stop()
  }
}

interface Receipt {
  readonly contractAddress: Address
  readonly transactionHash: Hex
  readonly blockHash: Hex
}
