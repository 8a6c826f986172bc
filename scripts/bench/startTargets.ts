import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { rpcBatch } from './rpcBatch.ts'
import type { Target } from './Target.ts'

/** The devnet of this project; `pids` are its sequencer alone, which is what answers and executes. */
export async function startMvm(port: number, l1Port: number): Promise<Target> {
  const child = spawn(
    process.execPath,
    [
      ...['dist/mvm-node.js', 'devnet', '--json', '--sequencers', '1', '--rangers', '0'],
      ...['--port', String(port), '--l1-port', String(l1Port)],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const description = JSON.parse(line) as {
    dacs: { rpcUrl: string; chainId: number }[]
    nodes: { role: string; pid: number }[]
  }
  const [dac] = description.dacs
  if (dac === undefined) throw new Error('the devnet has no DAC')
  return {
    name: 'mvm',
    rpcUrl: dac.rpcUrl,
    chainId: dac.chainId,
    pids: description.nodes.filter(({ role }) => role === 'sequencer').map(({ pid }) => pid),
    stop: () => stop(child),
  }
}

/** anvil, sealing on arrival, which is its default. */
export function startAnvil(port: number): Promise<Target> {
  return startPeer('anvil', port, 'anvil', ['--quiet', '--port', String(port)])
}

/** Hardhat's own node (EDR), sealing on arrival, which is its default. */
export function startHardhat(port: number): Promise<Target> {
  return startPeer('hardhat', port, process.execPath, [
    ...['node_modules/hardhat/dist/src/cli.js', 'node', '--port', String(port)],
  ])
}

async function startPeer(
  name: string,
  port: number,
  command: string,
  parameters: readonly string[],
): Promise<Target> {
  const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] })
  const rpcUrl = `http://127.0.0.1:${port}`
  for (let attempt = 0; ; attempt++) {
    try {
      const [chainId] = await rpcBatch(rpcUrl, [['eth_chainId']])
      return {
        name,
        rpcUrl,
        chainId: Number(chainId),
        pids: [child.pid as number],
        stop: () => stop(child),
      }
    } catch (error) {
      if (attempt === 200 || child.exitCode !== null) throw error
      await delay(100)
    }
  }
}

async function stop(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
