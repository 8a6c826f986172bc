import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { L1Client, readDispute } from '@mvm/l1'
import { expect } from 'vitest'
import { devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import { growChain } from '../durability/growChain.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { processTable } from '../support/processTable.ts'
import { SteppedNetwork } from '../support/SteppedNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

interface Status {
  readonly checkedBlocks: string
  readonly pendingSegments: string
  readonly lagSeconds: string
  readonly alarms: string
  readonly disputes: readonly unknown[]
}

interface Sample {
  readonly block: number
  readonly checkedBlocks: number
  readonly pendingSegments: number
  /** By L1's clock, which runs faster than ours. */
  readonly lagSeconds: number
  readonly residentMiB: number
}

const SAMPLES = 20

/**
 * A ranger process that checks every segment of an honest chain while it grows in accelerated time: it must dispute
 * nothing, and come to the end of it. Prints how far it was behind and what memory it took.
 */
export async function watchHonestBlocks(blocks: number): Promise<void> {
  const stepped = await SteppedNetwork.start()
  const { network, rpc } = stepped
  const folder = join(network.folder, 'ranger')
  mkdirSync(folder)
  let ranger: NodeProcess | undefined
  try {
    const running = await NodeProcess.start({
      role: 'ranger',
      folder,
      arguments: [
        ...['--role', 'ranger', '--profile', 'dev', '--duties', 'all', '--data', folder],
        ...['--l1-url', network.l1.url],
        ...['--l1-contracts', join(network.folder, 'contracts.json')],
        ...['--witness-url', new URL(rpc.url).origin],
      ],
      environment: { MVM_RANGER_KEY: devnetAccounts().rangers[0]?.privateKey as string },
      signal: new AbortController().signal,
    })
    ranger = running
    const rangerRpc = new JsonRpc(running.rpcUrl)
    const status = () => rangerRpc.call<Status>('mvm_rangerStatus')
    const samples: Sample[] = []
    const sample = async (block: number): Promise<void> => {
      const { checkedBlocks, pendingSegments, lagSeconds } = await status()
      const resident = processTable().find(({ pid }) => pid === running.pid)?.residentKib ?? 0
      samples.push({
        ...{ block, checkedBlocks: Number(checkedBlocks), lagSeconds: Number(lagSeconds) },
        pendingSegments: Number(pendingSegments),
        residentMiB: Math.round(resident / 1024),
      })
    }
    const startedAtMs = performance.now()
    let lastBlock = 0
    while (lastBlock < blocks) {
      ;({ lastBlock } = await growChain(stepped, Math.ceil(blocks / SAMPLES)))
      await sample(lastBlock)
    }
    await stepped.stepUntil(async () => Number((await rpc.block('safe'))?.number) >= lastBlock)
    const grownAtMs = performance.now()
    await stepped.stepUntil(async () => Number((await status()).checkedBlocks) >= lastBlock)
    const behindMs = performance.now() - grownAtMs
    await sample(lastBlock)
    console.table(samples)
    console.info(
      `${lastBlock} honest blocks in ${Math.round((grownAtMs - startedAtMs) / 1000)} s; the ranger had ` +
        `checked all of them ${(behindMs / 1000).toFixed(1)} s later`,
    )
    await waitFor('nothing to be pending', async () => (await status()).pendingSegments === '0x0')
    expect(await status()).toMatchObject({ alarms: '0x0', disputes: [] })
    const source = {
      client: new L1Client({ urls: [network.l1.url] }),
      contracts: network.contracts,
    }
    // Of nobody, on no chain.
    await expect(readDispute(source, 0)).rejects.toMatchObject({ errorName: 'UnknownDispute' })
    // What is over is let go: the second half of the chain takes no more memory than the first, but for noise.
    const most = (part: readonly Sample[]) => Math.max(...part.map((one) => one.residentMiB))
    const half = samples.length >> 1
    expect(most(samples.slice(half))).toBeLessThan(most(samples.slice(0, half)) * 1.4 + 32)
  } finally {
    await ranger?.stop()
    await stepped.stop()
  }
}
