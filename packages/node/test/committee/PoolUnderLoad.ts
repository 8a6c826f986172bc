import { setTimeout as delay } from 'node:timers/promises'
import type { DeploymentParameters } from '@mvm/protocol'
import type { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import { JsonRpc, type RpcBlock } from '../support/JsonRpc.ts'
import { L1Miner } from '../support/L1Miner.ts'
import { startGateway } from '../support/startGateway.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { TransferLoad } from '../support/TransferLoad.ts'
import { waitFor } from '../support/waitFor.ts'
import { ChainWatch } from './ChainWatch.ts'
import { leadership } from './leadership.ts'

export interface PoolUnderLoadOptions {
  /** Between L1 blocks, in milliseconds. */
  readonly l1BlockMs: number
  /** Transactions a second that are tried. */
  readonly ratePerS: number
  /** Makes the three sequencers; @default those that reach each other directly */
  readonly sequencers?: (network: TestNetwork) => Promise<readonly TestNode[]>
}

/** What must hold at the end, and what was measured. */
export interface PoolReport {
  /** Contradictions between what was shown when and where. */
  readonly violations: readonly string[]
  /** Answered transactions without a receipt. */
  readonly lostHashes: readonly string[]
  /** Answers that no sender should get. */
  readonly unexpected: readonly string[]
  /** The hash of the same height's block at each node. */
  readonly hashesAtEnd: readonly (string | undefined)[]
  /** Blocks that were shown and differ from what the first node has at the end. */
  readonly replaced: readonly string[]
  /** Blocks that the follower derives from L1 otherwise, or not at all. */
  readonly derivedOtherwise: readonly string[]
  /** Up to which block the follower was compared. */
  readonly derivedTo: number
  readonly height: number
  readonly announcements: number
  /** Heads that an endpoint announced again, unchanged, as when it had them from L1 before its peers. */
  readonly repeated: number
  readonly answered: number
  readonly answeredPerS: number
  /** Refusals because nobody led. */
  readonly unavailable: number
  /** Epochs in which somebody began to lead. */
  readonly epochsLed: number
  /** How often somebody began to lead. */
  readonly handOvers: number
  /** The longest pauses between blocks as they were shown, in milliseconds, ascending. */
  readonly longestPausesMs: readonly number[]
  /** The longest pauses between blocks under load by their own timestamps, in seconds, ascending. */
  readonly longestPausesS: readonly number[]
}

/** L1 blocks; short, so that the lead is handed over again and again. */
const EPOCH_LENGTH = 8
const PARAMETERS: Partial<DeploymentParameters> = {
  epochLength: EPOCH_LENGTH,
  takeoverBlocks: 2,
  // Who is killed again and again may be slow to post: nothing of that is to be given up meanwhile.
  maxOriginAge: 3_600,
}
const SLOW_L1_BLOCK_S = 3
/** For the next of whatever is awaited: a slow machine needs more of these times, not longer ones. */
const PATIENCE = { timeoutMs: 300_000, intervalMs: 500 }
/** What is answered while nobody leads; it promises nothing. */
const NOBODY_LEADS = / leads?\b|no sequencer is ready/

/**
 * Three staked sequencers that take turns, a gateway before them, a follower that knows L1 alone, and accounts that
 * send without a pause: what a test does to the sequencers, {@link PoolUnderLoad.finish} judges.
 */
export class PoolUnderLoad {
  readonly network: TestNetwork
  readonly sequencers: readonly TestNode[]
  readonly watch: ChainWatch
  readonly load: TransferLoad
  readonly #follower: TestNode
  readonly #gateway: NodeProcess
  readonly #miner: L1Miner
  readonly #startedAtMs = Date.now()
  readonly #startHeight: number

  private constructor(parts: {
    readonly network: TestNetwork
    readonly sequencers: readonly TestNode[]
    readonly follower: TestNode
    readonly gateway: NodeProcess
    readonly miner: L1Miner
    readonly load: TransferLoad
    readonly watch: ChainWatch
    readonly startHeight: number
  }) {
    this.#startHeight = parts.startHeight
    this.network = parts.network
    this.sequencers = parts.sequencers
    this.watch = parts.watch
    this.load = parts.load
    this.#follower = parts.follower
    this.#gateway = parts.gateway
    this.#miner = parts.miner
  }

  /** Everything runs and all three are drawn from when it resolves. Stop it in `afterAll`. */
  static async start(options: PoolUnderLoadOptions): Promise<PoolUnderLoad> {
    const network = await TestNetwork.start({ sequencerCount: 3, parameters: PARAMETERS })
    await using undo = new AsyncDisposableStack()
    undo.defer(() => network.stop())
    const { l1, dac, users, contracts } = network
    const sequencers = await (options.sequencers?.(network) ?? network.sequencers())
    const follower = await network.follower()
    await Promise.all([...sequencers, follower].map((node) => node.start()))
    const gateway = await startGateway(network.folder, sequencers)
    undo.defer(() => gateway.stop())
    await waitFor('the users to have MT everywhere', async () => {
      const user = users[0]?.address as string
      const balances = await Promise.all(sequencers.map(({ rpc }) => rpc.balance(user)))
      return balances.every((balance) => balance > 0n)
    })
    const miner = await L1Miner.start(l1, options.l1BlockMs)
    undo.defer(() => miner.stop())
    // Before all are drawn from, the one that leads alone would be missed.
    const allLeadFrom = contracts.deploymentBlock + 4 * EPOCH_LENGTH
    const isReached = async () => (await l1.blockNumber()) >= allLeadFrom
    await waitFor('all to be drawn from', isReached, { timeoutMs: 60_000 })
    const gatewayUrl = `${gateway.rpcUrl}/${dac.slug}`
    const load = await TransferLoad.start({
      rpc: new JsonRpc(gatewayUrl),
      ...{ chainId: dac.chainId, accounts: users, ratePerS: options.ratePerS, burst: 8 },
    })
    const watch = new ChainWatch([
      ...sequencers.map(({ rpc }, index) => ({ name: `sequencer ${index}`, url: rpc.url })),
      { name: 'gateway', url: gatewayUrl },
    ])
    const startHeight = (await sequencers[0]?.rpc.blockNumber()) ?? 0
    undo.move()
    return new PoolUnderLoad({
      ...{ network, sequencers, follower, gateway, miner, load, watch, startHeight },
    })
  }

  /** The node that seals, by what the nodes have written. */
  leader(): TestNode | undefined {
    return this.sequencers.find(
      ({ folder, isRunning }) =>
        isRunning && leadership(folder, this.network.dac.slug, 'start').at(-1)?.isLeading === true,
    )
  }

  /** Epochs in which somebody has begun to lead since the load began. */
  epochsLed(): number {
    return new Set(this.#beginnings().map(({ epoch }) => epoch)).size
  }

  /** Ends the load, waits until all agree, and says what was seen. */
  async finish(): Promise<PoolReport> {
    const { load, watch, sequencers } = this
    await load.stop()
    const upS = (Date.now() - this.#startedAtMs) / 1_000
    // What is not posted yet needs epochs in which a slow machine gets a draw and some batches onto L1.
    await this.#miner.stop()
    await this.network.l1.call('evm_setIntervalMining', SLOW_L1_BLOCK_S)
    const { rpc } = sequencers[0] as TestNode
    const hashes = [...load.answered]
    const loadedHeight = await rpc.blockNumber()
    await untilGrown('every answered transaction to be on chain', hashes.length, async () => {
      return hashes.length - (await missing(rpc, hashes)).length
    })
    const lostHashes = await missing(rpc, hashes)
    const height = await rpc.blockNumber()
    await untilGrown('all to have the same', height, async () => {
      return Math.min(...(await Promise.all(sequencers.map((node) => node.rpc.blockNumber()))))
    })
    await untilGrown('the follower to derive it', height, () => this.#follower.rpc.blockNumber())
    await delay(200)
    await watch.stop()
    const blocks = await rpc.blocks(0, height)
    const derivedTo = Math.min(height, await this.#follower.rpc.blockNumber())
    const derived = await this.#follower.rpc.blocks(0, derivedTo)
    const unexpected = load.unexpected.filter((message) => !NOBODY_LEADS.test(message))
    const beginnings = this.#beginnings()
    return {
      violations: watch.violations,
      ...{ lostHashes, unexpected, height, derivedTo },
      hashesAtEnd: await Promise.all(
        sequencers.map(async (node) => (await node.rpc.block(height))?.hash),
      ),
      replaced: [...watch.hashes]
        .filter(([number, hash]) => number <= height && blocks[number]?.hash !== hash)
        .map(([number, hash]) => `${number} ${hash}`),
      derivedOtherwise: derived
        .filter(({ hash }, number) => blocks[number]?.hash !== hash)
        .map(({ number, hash }) => `${number} ${hash}`),
      announcements: watch.announcements,
      repeated: watch.repeated,
      answered: hashes.length,
      answeredPerS: Math.round(hashes.length / upS),
      unavailable: load.unexpected.length - unexpected.length,
      epochsLed: new Set(beginnings.map(({ epoch }) => epoch)).size,
      handOvers: beginnings.length,
      longestPausesMs: watch.pausesMs().slice(-10),
      longestPausesS: pausesS(blocks.slice(this.#startHeight, loadedHeight)).slice(-10),
    }
  }

  async stop(): Promise<void> {
    await this.watch.stop()
    await this.#gateway.stop()
    await this.#miner.stop()
    await this.network.stop()
    // Its nodes are gone: what waits gives up.
    await this.load.stop()
  }

  #beginnings() {
    const { slug } = this.network.dac
    return this.sequencers
      .flatMap(({ folder }) => leadership(folder, slug, 'ever'))
      .filter(({ isLeading, time }) => isLeading && time >= this.#startedAtMs)
  }
}

/** Waits as long as a number grows, up to a goal, and takes what there is when it grows no more. */
async function untilGrown(what: string, goal: number, look: () => Promise<number>): Promise<void> {
  let reached = -1
  while (reached < goal) {
    const next = await waitFor(
      what,
      async () => {
        const value = await look()
        return value > reached && { value }
      },
      PATIENCE,
    ).catch(() => undefined)
    if (next === undefined) return
    reached = next.value
  }
}

/** The pauses between blocks, in seconds, ascending. */
function pausesS(blocks: readonly RpcBlock[]): readonly number[] {
  const times = blocks.map(({ timestamp }) => Number(timestamp))
  return times.map((time, i) => time - (times[i - 1] ?? time)).sort((a, b) => a - b)
}

async function missing(rpc: JsonRpc, hashes: readonly string[]): Promise<readonly string[]> {
  const receipts = await rpc.receipts(hashes)
  return hashes.filter((_, i) => receipts[i] === null)
}
