import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { L1RpcError } from '@mvm/l1'
import { L1StartError } from '../error/L1StartError.ts'
import { anvilBinary } from './anvilBinary.ts'
import { DEVNET_MNEMONIC, FUNDED_ACCOUNT_COUNT } from './devnetAccounts.ts'
import { endWithUs } from './endWithUs.ts'

export interface AnvilOptions {
  /** Keeps `state.json`, `genesis-timestamp`, and `anvil.log`. */
  readonly folder: string
  /** Whether the state is written every second, which costs the more the longer the chain is. @default true */
  readonly isKept?: boolean
  readonly port: number
  readonly chainId: number
  readonly blockTimeS: number
  readonly signal: AbortSignal
}

const START_TIMEOUT_MS = 20_000
/** L1 blocks, at least, whose state can be asked for; logs, receipts and blocks are there of all. */
const KEPT_STATES = 300
/** Writing the state takes long on a busy machine, and what is not written is a reorganisation for the next start. */
const STOP_TIMEOUT_MS = 15_000
const REQUEST_TIMEOUT_MS = 5_000

/** The devnet's L1: an anvil whose blocks, where they are kept, survive its end, however it ends. */
export class AnvilProcess {
  readonly rpcUrl: string
  readonly pid: number
  /** Settles when the process has ended. */
  readonly exited: Promise<void>
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, rpcUrl: string) {
    this.#child = child
    this.rpcUrl = rpcUrl
    this.pid = child.pid as number
    const callOff = endWithUs(this.pid)
    this.exited = once(child, 'exit').then(callOff)
  }

  /** Starts anvil and waits until it answers. Throws {@link L1StartError}. */
  static async start(options: AnvilOptions): Promise<AnvilProcess> {
    const log = join(options.folder, 'anvil.log')
    const state = join(options.folder, 'state.json')
    const isAgain = existsSync(state)
    const output = openSync(log, 'a')
    const child = spawn(
      anvilBinary(),
      [
        ...['--host', '127.0.0.1', '--port', String(options.port)],
        ...['--chain-id', String(options.chainId), '--block-time', String(options.blockTimeS)],
        ...['--mnemonic', DEVNET_MNEMONIC, '--accounts', String(FUNDED_ACCOUNT_COUNT)],
        ...(options.isKept === false ? [] : ['--state', state, '--state-interval', '1']),
        ...['--timestamp', String(genesisTimestamp(options.folder))],
        ...['--hardfork', 'osaka', '--enable-tx-gas-limit', '--no-request-size-limit', '--quiet'],
        // Beyond that it would write each block's state into the user's home, and leave it there when killed.
        ...['--prune-history', String(KEPT_STATES)],
      ],
      // Its own process group: a Ctrl-C in the terminal must reach it through us, after the nodes have stopped.
      { stdio: ['ignore', output, output], detached: true },
    )
    const anvil = new AnvilProcess(child, `http://127.0.0.1:${options.port}`)
    try {
      const deadline = Date.now() + START_TIMEOUT_MS
      while (!(await answers(anvil.rpcUrl))) {
        if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
          throw new L1StartError({ port: options.port, log })
        }
        await delay(50, undefined, { signal: options.signal })
      }
      if (isAgain) await restoreBlockHashes(anvil.rpcUrl)
      await catchUpClock(anvil.rpcUrl)
      return anvil
    } catch (error) {
      await anvil.stop()
      throw error
    }
  }

  /** Asks anvil to write its state and end; kills it when it does not. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGTERM')
    const late = delay(STOP_TIMEOUT_MS, false, { ref: false })
    const ended = await Promise.race([this.exited.then(() => true), late])
    if (!ended) {
      this.#child.kill('SIGKILL')
      await this.exited
    }
  }
}

/**
 * Seconds since 1970 of block 0, the same at every start on a folder. Without it anvil makes another block 0 each time,
 * keeps all of them in its state, and may answer with any.
 */
function genesisTimestamp(folder: string): number {
  const file = join(folder, 'genesis-timestamp')
  if (!existsSync(file)) writeFileSync(file, `${Math.floor(Date.now() / 1000)}\n`)
  return Number(readFileSync(file, 'utf8'))
}

/**
 * Makes BLOCKHASH know the blocks of earlier runs: anvil 1.7.1 reads them from its state for JSON-RPC only and has
 * contracts see made-up hashes, so that no batch on an origin from before a restart could be posted. A roll-back fills
 * them in, but not one by nothing, as anvil has no state of the head to roll back to.
 * Source: foundry-rs/foundry, pull requests 13179 and 15167.
 */
async function restoreBlockHashes(rpcUrl: string): Promise<void> {
  await ask(rpcUrl, 'anvil_mine', [1])
  await ask(rpcUrl, 'anvil_rollback', [1])
}

/** With a time for its block 0, anvil's clock goes on from its last block, however long ago that was. */
async function catchUpClock(rpcUrl: string): Promise<void> {
  const { timestamp } = await ask<{ timestamp: string }>(rpcUrl, 'eth_getBlockByNumber', [
    'pending',
    false,
  ])
  const now = Math.floor(Date.now() / 1000)
  if (now > Number(timestamp)) await ask(rpcUrl, 'evm_setTime', [now])
}

async function answers(rpcUrl: string): Promise<boolean> {
  try {
    await ask(rpcUrl, 'eth_chainId', [])
    return true
  } catch {
    return false // Not up yet; the caller asks again until its deadline.
  }
}

interface Answer<Result> {
  readonly result: Result
  readonly error?: { readonly code: number; readonly message: string }
}

async function ask<T>(rpcUrl: string, method: string, params: readonly unknown[]): Promise<T> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  })
  const { result, error } = (await response.json()) as Answer<T>
  if (error === undefined) return result
  const { code: rpcCode, message: rpcMessage } = error
  throw new L1RpcError({ method, rpcCode, rpcMessage, data: undefined })
}
