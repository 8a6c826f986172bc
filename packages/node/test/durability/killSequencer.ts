import { setTimeout as delay } from 'node:timers/promises'
import type { RpcBlock } from '../support/JsonRpc.ts'
import { readStoredChain, type StoredChain } from '../support/readStoredChain.ts'
import type { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { TransferLoad } from '../support/TransferLoad.ts'
import { waitFor } from '../support/waitFor.ts'

export interface KillOptions {
  readonly kills: number
  /** Transactions a second that are tried while the node is up. */
  readonly ratePerS: number
  /** A kill comes at most so long after the node has started to take transactions. */
  readonly maxUpMs: number
  /** Every so many kills one comes while the node is still starting. */
  readonly killStartingEvery: number
}

export interface KillReport {
  readonly kills: number
  readonly startingKills: number
  readonly answered: number
  readonly unanswered: number
  readonly refusals: ReadonlyMap<string, number>
  /** Answers that no sender should get. */
  readonly unexpected: readonly string[]
  /** Answered transactions a second of the time in which the node took any. */
  readonly answeredPerS: number
  /** Milliseconds from each start to the first transaction taken, ascending. */
  readonly startMs: readonly number[]
  /** Heads seen just before a kill that the node did not have afterwards. */
  readonly lostBlocks: readonly string[]
  /** Answered transactions without a receipt at the end. */
  readonly lostHashes: readonly string[]
  /** The chain at the end, as the node tells it. */
  readonly blocks: readonly RpcBlock[]
  /** The same as its storage unit has it, opened after the end of the process. */
  readonly stored: StoredChain
}

/** Of each account. */
const BURST = 8

/** Kills a sequencer with SIGKILL again and again while accounts send to it; stops it at the end. */
export async function killSequencer(
  network: TestNetwork,
  sequencer: TestNode,
  options: KillOptions,
): Promise<KillReport> {
  const { rpc } = sequencer
  const startMs: number[] = []
  const lostBlocks: string[] = []
  let startingKills = 0
  let upMs = 0

  await sequencer.start()
  await waitFor('the users to have MT', async () => (await rpc.balance(userOf(network))) > 0n)
  const load = await TransferLoad.start({
    rpc,
    chainId: network.dac.chainId,
    accounts: network.users,
    ratePerS: options.ratePerS,
    burst: BURST,
  })
  try {
    for (let kill = 1; kill <= options.kills; kill++) {
      const sinceMs = Date.now()
      await delay(Math.random() * options.maxUpMs)
      const seen = await rpc.block('latest')
      await killUponAnswer(sequencer, load)
      upMs += Date.now() - sinceMs
      if (kill % options.killStartingEvery === 0 && kill < options.kills) {
        const starting = sequencer.start().catch(() => undefined)
        await delay(Math.random() * 1_500)
        await sequencer.kill()
        await starting
        startingKills++
        kill++
      }
      await restart(sequencer, load, startMs)
      const again = await rpc.block(Number(seen?.number))
      if (seen?.hash !== again?.hash) lostBlocks.push(`${seen?.number} ${seen?.hash}`)
    }
  } finally {
    await load.stop()
  }

  const hashes = [...load.answered]
  const missing = async () => {
    const receipts = await rpc.receipts(hashes)
    return hashes.filter((_, i) => receipts[i] === null)
  }
  await waitFor('every answered transaction to be on chain', async () => {
    return (await missing()).length === 0
  }).catch(() => undefined)
  const lostHashes = await missing()
  const blocks = await rpc.blocks(0, await rpc.blockNumber())
  await sequencer.stop()
  return {
    kills: options.kills,
    startingKills,
    answered: hashes.length,
    unanswered: load.unanswered,
    refusals: load.refusals,
    unexpected: load.unexpected,
    answeredPerS: Math.round((hashes.length / upMs) * 1_000),
    startMs: startMs.sort((a, b) => a - b),
    lostBlocks,
    lostHashes,
    blocks,
    stored: await readStoredChain(network, sequencer),
  }
}

/** SIGKILL in the moment of an answer, when others of its burst are answered and not in a block yet. */
async function killUponAnswer(sequencer: TestNode, load: TransferLoad): Promise<void> {
  let answersLeft = 1 + Math.floor(Math.random() * 3 * BURST)
  await new Promise<void>((resolve) => {
    load.onAnswered = () => {
      if (--answersLeft > 0) return
      load.onAnswered = () => undefined
      resolve(sequencer.kill())
    }
  })
}

/** Starts the node and waits until it answers a transaction. */
async function restart(sequencer: TestNode, load: TransferLoad, startMs: number[]): Promise<void> {
  const sinceMs = Date.now()
  await sequencer.start()
  const answered = () => load.lastAnsweredAtMs > sinceMs
  await waitFor('the sequencer to answer', answered, { timeoutMs: 60_000, intervalMs: 10 })
  startMs.push(load.lastAnsweredAtMs - sinceMs)
}

function userOf(network: TestNetwork): string {
  return network.users[0]?.address as string
}
