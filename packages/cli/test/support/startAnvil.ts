import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const ANVIL = fileURLToPath(new URL('../../../../node_modules/.bin/anvil', import.meta.url))

/** A real anvil on a free port that mines on demand and has a chainID of its own. */
export async function startAnvil(
  chainId: number,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const words = [
    ...['--port', '0', '--chain-id', String(chainId), '--hardfork', 'osaka'],
    ...['--prune-history', '300'],
  ]
  const child = spawn(ANVIL, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const endWithUs = () => void child.kill('SIGKILL')
  process.on('exit', endWithUs)
  const exited = once(child, 'exit')
  let url: string | undefined
  for await (const line of createInterface(child.stdout)) {
    url = /Listening on (\S+)/.exec(line)?.[1]
    if (url !== undefined) break
  }
  if (url === undefined) throw new Error('anvil did not start')
  child.stdout.resume()
  return {
    url: `http://${url}`,
    stop: async () => {
      process.off('exit', endWithUs)
      child.kill('SIGKILL')
      await exited
    },
  }
}
