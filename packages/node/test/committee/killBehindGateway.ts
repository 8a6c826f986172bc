import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { RpcBlock } from '../support/JsonRpc.ts'
import type { TestDevnet } from '../support/startDevnet.ts'
import { TransferLoad } from '../support/TransferLoad.ts'
import { waitFor } from '../support/waitFor.ts'
import { leadership } from './leadership.ts'

export interface GatewayKillReport {
  /** Answered transactions a second, the takeover included. */
  readonly answeredPerS: number
  /** Answers that no sender should get. */
  readonly unexpected: readonly string[]
  /** From the kill to the next new block, by this process's clock. */
  readonly takeoverMs: number
  /** The longest pause between two blocks under load by their own timestamps, in seconds. */
  readonly longestPauseS: number
  /** Answered transactions without a receipt at the end. */
  readonly lostHashes: readonly string[]
}

/** Accounts send to a devnet's `rpcUrl` while the sequencer that leads is killed. */
export async function killBehindGateway(devnet: TestDevnet): Promise<GatewayKillReport> {
  const rpc = devnet.dac()
  const { slug, chainId } = devnet.description.dacs[0] as (typeof devnet.description.dacs)[number]
  const { accounts } = devnet
  await waitFor('the users to have MT', async () => {
    return (await rpc.balance(accounts[0]?.address as string)) > 0n
  })
  // While nobody is eligible, the oldest allocation leads alone.
  await waitFor('two leaders, one after the other', () => leaderCount(devnet.folder, slug) > 1, {
    timeoutMs: 180_000,
  })
  const load = await TransferLoad.start({ rpc, chainId, accounts, ratePerS: 80, burst: 4 })
  const startedAtMs = Date.now()
  try {
    await delay(1_000)
    const startHeight = await rpc.blockNumber()
    await delay(2_000)
    const leader = await waitFor('a leader', async () => leaderOf(devnet, slug))
    const pid = devnet.description.nodes.filter(({ role }) => role === 'sequencer')[leader]?.pid
    process.kill(pid as number, 'SIGKILL')
    const killedAtMs = Date.now()
    const height = await rpc.blockNumber()
    await waitFor('the next block', async () => (await rpc.blockNumber()) > height + 1, {
      ...{ timeoutMs: 60_000, intervalMs: 20 },
    })
    const takeoverMs = Date.now() - killedAtMs
    await delay(3_000)
    const blocks = await rpc.blocks(startHeight, await rpc.blockNumber())
    await load.stop()
    const upS = (Date.now() - startedAtMs) / 1_000
    const hashes = [...load.answered]
    const missing = async () => {
      const receipts = await rpc.receipts(hashes)
      return hashes.filter((_, i) => receipts[i] === null)
    }
    await waitFor('every answered transaction to be on chain', async () => {
      return (await missing()).length === 0
    }).catch(() => undefined)
    return {
      answeredPerS: Math.round(hashes.length / upS),
      unexpected: load.unexpected,
      takeoverMs,
      longestPauseS: longestPauseS(blocks),
      lostHashes: await missing(),
    }
  } finally {
    await load.stop()
  }
}

function longestPauseS(blocks: readonly RpcBlock[]): number {
  const times = blocks.map(({ timestamp }) => Number(timestamp))
  return Math.max(...times.map((time, i) => time - (times[i - 1] ?? time)))
}

const FOLDERS = ['sequencer', 'sequencer-2', 'sequencer-3']

function leaderCount(folder: string, slug: string): number {
  return FOLDERS.filter((name) => leadership(join(folder, name), slug, 'ever').length > 0).length
}

/** Which sequencer seals, by what they have written about it. */
function leaderOf({ folder }: TestDevnet, slug: string): number | false {
  const index = FOLDERS.findIndex(
    (name) => leadership(join(folder, name), slug, 'ever').at(-1)?.isLeading === true,
  )
  return index >= 0 && index
}
