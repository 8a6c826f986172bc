import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const ANVIL = fileURLToPath(new URL('../../../../node_modules/.bin/anvil', import.meta.url))
/** An account that anvil funds and signs for. */
const SENDER = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'
const BLOCK_GAS_LIMIT = 10n ** 12n

/**
 * A real EVM with the rules and prices of Osaka, but room for long calls: anvil, whose `eth_call` was measured
 * forty times as fast as that of Hardhat's network.
 */
export class TestEvm {
  readonly #anvil: ChildProcess
  readonly #url: string
  #placed = 0

  private constructor(anvil: ChildProcess, url: string) {
    this.#anvil = anvil
    this.#url = url
  }

  /** `hardfork` is one that anvil knows. */
  static async start(hardfork = 'osaka'): Promise<TestEvm> {
    const anvil = spawn(
      ANVIL,
      [
        ...['--port', '0', '--hardfork', hardfork, '--gas-limit', BLOCK_GAS_LIMIT.toString()],
        ...['--prune-history', '300'],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    process.once('exit', () => anvil.kill('SIGKILL'))
    for await (const line of createInterface({ input: anvil.stdout })) {
      const [, address] = line.match(/^Listening on (\S+)/) ?? []
      if (address === undefined) continue
      anvil.stdout.resume()
      return new TestEvm(anvil, `http://${address}`)
    }
    throw new Error('anvil ended before it listened')
  }

  /** Puts runtime bytecode at a new address and returns that. */
  async place(bytecode: string): Promise<string> {
    this.#placed++
    const address = `0x${this.#placed.toString(16).padStart(40, 'c')}`
    await this.setCode(address, bytecode)
    return address
  }

  /** Gives an address other runtime bytecode; its storage stays. */
  async setCode(address: string, bytecode: string): Promise<void> {
    await this.#request('anvil_setCode', [address, bytecode])
  }

  /** Runs creation code and returns the new contract's address. */
  async deploy(creationCode: string): Promise<string> {
    const gas = `0x${(1 << 24).toString(16)}`
    const transaction = { from: SENDER, data: creationCode, gas }
    const receipt = (await this.#request('eth_sendTransactionSync', [transaction])) as {
      readonly status: string
      readonly contractAddress: string
    }
    if (receipt.status !== '0x1') throw new Error('the creation failed')
    return receipt.contractAddress
  }

  /** What a call returns. Throws when it reverts. */
  async call(to: string, data: string, gasLimit = BLOCK_GAS_LIMIT - 1n): Promise<string> {
    const gas = `0x${gasLimit.toString(16)}`
    return (await this.#request('eth_call', [{ to, data, gas }, 'latest'])) as string
  }

  /** Sends the call as a transaction and returns its gas, calldata and all. Throws when it fails. */
  async gasUsed(to: string, data: string): Promise<bigint> {
    const gas = `0x${(1 << 24).toString(16)}`
    const transaction = { from: SENDER, to, data, gas }
    const receipt = (await this.#request('eth_sendTransactionSync', [transaction])) as {
      readonly status: string
      readonly gasUsed: string
    }
    if (receipt.status !== '0x1') throw new Error('the transaction failed')
    return BigInt(receipt.gasUsed)
  }

  async stop(): Promise<void> {
    const ended = once(this.#anvil, 'exit')
    this.#anvil.kill()
    await ended
  }

  async #request(method: string, params: readonly unknown[]): Promise<unknown> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    const answer = (await response.json()) as { result?: unknown; error?: { message: string } }
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`)
    return answer.result
  }
}
