import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { TransferLoad } from '../support/TransferLoad.ts'
import { waitFor } from '../support/waitFor.ts'
import { FailoverRpc } from './FailoverRpc.ts'

/** L1 blocks; short, so that the lead is handed over again and again. */
export const EPOCH_LENGTH = 8

export interface LeaderKillReport {
  readonly answered: number
  /** Answered transactions a second. */
  readonly answeredPerS: number
  /** Answers that no sender should get. */
  readonly unexpected: readonly string[]
  /** Milliseconds from each kill to the next new block, ascending. */
  readonly takeoverMs: readonly number[]
  /** Blocks that a node once showed and that are not in the chain at the end. */
  readonly replaced: readonly string[]
  /** Answered transactions without a receipt at the end. */
  readonly lostHashes: readonly string[]
  /** Hash of the same height's block at each node. */
  readonly hashesAtEnd: readonly (string | undefined)[]
}

/** Accounts send to whichever sequencer runs, while the one that leads is killed again and again. */
export async function killLeader(
  network: TestNetwork,
  nodes: readonly TestNode[],
  kills: number,
): Promise<LeaderKillReport> {
  await Promise.all(nodes.map((node) => node.start()))
  const user = network.users[0]?.address as string
  await waitFor('the users to have MT everywhere', async () => {
    const balances = await Promise.all(nodes.map(({ rpc }) => rpc.balance(user)))
    return balances.every((balance) => balance > 0n)
  })
  // Before all are drawn from, the one that leads alone would be missed.
  const allLeadFrom = network.contracts.deploymentBlock + 4 * EPOCH_LENGTH
  const isReached = async () => (await network.l1.blockNumber()) >= allLeadFrom
  await waitFor('all to be drawn from', isReached, { timeoutMs: 60_000 })
  const load = await TransferLoad.start({
    rpc: new FailoverRpc(nodes),
    chainId: network.dac.chainId,
    accounts: network.users,
    ratePerS: 100,
    burst: 8,
  })
  const watch = new BlockWatch(nodes)
  const takeoverMs: number[] = []
  const startedAtMs = Date.now()
  try {
    for (let kill = 0; kill < kills; kill++) {
      await delay(3_000 + Math.random() * 4_000)
      const leader = await waitFor('a leader', async () => leaderOf(nodes, network.dac.slug))
      await upon(load)
      const others = nodes.filter((node) => node !== leader)
      const [, ...heights] = await Promise.all([
        leader.kill(),
        ...others.map(({ rpc }) => rpc.blockNumber()),
      ])
      const killedAtMs = Date.now()
      const height = Math.max(...heights)
      const hasGrown = async () =>
        (await Promise.all(others.map(({ rpc }) => rpc.blockNumber()))).some(
          (number) => number > height + 1,
        )
      await waitFor('the next block', hasGrown, { timeoutMs: 60_000, intervalMs: 20 })
      takeoverMs.push(Date.now() - killedAtMs)
      await leader.start()
      await waitFor('the killed one to be back', async () => {
        return (await leader.rpc.blockNumber()) > height
      })
    }
  } finally {
    await load.stop()
    await watch.stop()
  }
  const upMs = Date.now() - startedAtMs
  const hashes = [...load.answered]
  const { rpc } = nodes[0] as TestNode
  const missing = async () => {
    const receipts = await rpc.receipts(hashes)
    return hashes.filter((_, i) => receipts[i] === null)
  }
  await waitFor('every answered transaction to be on chain', async () => {
    return (await missing()).length === 0
  }).catch(() => undefined)
  const lostHashes = await missing()
  const height = await rpc.blockNumber()
  await waitFor('all to have the same', async () => {
    const numbers = await Promise.all(nodes.map((node) => node.rpc.blockNumber()))
    return numbers.every((number) => number >= height)
  })
  const hashesAtEnd = await Promise.all(
    nodes.map(async (node) => (await node.rpc.block(height))?.hash),
  )
  return {
    answered: hashes.length,
    answeredPerS: Math.round((hashes.length / upMs) * 1_000),
    unexpected: load.unexpected.filter((message) => !/ leads?\b/.test(message)),
    takeoverMs: takeoverMs.sort((a, b) => a - b),
    replaced: await watch.replacedIn(rpc, height),
    lostHashes,
    hashesAtEnd,
  }
}

/** Resolves in the moment of an answer, when others are answered and not in a block yet. */
async function upon(load: TransferLoad): Promise<void> {
  await new Promise<void>((resolve) => {
    load.onAnswered = () => {
      load.onAnswered = () => undefined
      resolve()
    }
  })
}

/** The node that seals a DAC, by what the nodes have written about it. */
function leaderOf(nodes: readonly TestNode[], slug: string): TestNode | undefined {
  return nodes.find((node) => {
    if (!node.isRunning) return false
    const lines = readFileSync(join(node.folder, 'node.log'), 'utf8').split('\n')
    const last = lines.findLast((line) => line.includes('isLeading') && line.includes(slug))
    const lastStart = lines.findLastIndex((line) => line.includes('the node is up'))
    return last?.includes('"isLeading":true') === true && lines.lastIndexOf(last) > lastStart
  })
}

/** Looks at what every node shows as its newest block. */
class BlockWatch {
  readonly #seen = new Map<string, number>()
  readonly #ending = new AbortController()
  readonly #running: Promise<void>

  constructor(nodes: readonly TestNode[]) {
    this.#running = this.#watch(nodes)
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#running
  }

  /** What was shown once and is not there any more. */
  async replacedIn(rpc: TestNode['rpc'], height: number): Promise<readonly string[]> {
    const blocks = await rpc.blocks(0, height)
    return [...this.#seen]
      .filter(([hash, number]) => number <= height && blocks[number]?.hash !== hash)
      .map(([hash, number]) => `${number} ${hash}`)
  }

  async #watch(nodes: readonly TestNode[]): Promise<void> {
    while (!this.#ending.signal.aborted) {
      for (const { rpc, isRunning } of nodes) {
        if (!isRunning) continue
        // A node that is being killed does not answer.
        const block = await rpc.block('latest').catch(() => null)
        if (block !== null) this.#seen.set(block.hash, Number(block.number))
      }
      await delay(50)
    }
  }
}
