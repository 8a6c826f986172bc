import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Web3 } from 'web3'
import { compileToken } from '../dapp/compileToken.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { waitFor } from '../support/waitFor.ts'
import { copyProject } from './copyProject.ts'
import { type GatewayBefore, gatewayBefore } from './gatewayBefore.ts'
import { hasTool, runTool } from './runTool.ts'

const SUPPLY = 10n ** 24n

describe('projects of tools that nobody here wrote, behind a gateway', { timeout: 180_000 }, () => {
  let devnet: TestDevnet
  let gateway: GatewayBefore
  let chainId: number
  const key = (index: number) => devnet.accounts[index]?.privateKey as string
  const address = (index: number) => devnet.accounts[index]?.address as string

  beforeAll(async () => {
    devnet = await startDevnet()
    gateway = await gatewayBefore(devnet)
    chainId = devnet.description.dacs[0]?.chainId as number
  })
  afterAll(async () => {
    await gateway?.close()
    await devnet?.stop()
  })

  it('a Hardhat 3 project deploys by a script and passes its own tests', async () => {
    const project = copyProject('hardhat-project')
    const run = (...words: string[]) =>
      runTool({
        tool: 'hardhat',
        arguments: words,
        folder: project.path,
        environment: {
          DAC_URL: gateway.rpcUrl,
          DAC_CHAIN_ID: String(chainId),
          DAC_KEY_0: key(0),
          DAC_KEY_1: key(1),
        },
      })
    try {
      const printed = await run('run', 'scripts/deploy.ts', '--network', 'dac')
      const { token } = JSON.parse(printed.slice(printed.indexOf('{"token"')))
      expect(await devnet.dac().call('eth_getCode', token, 'latest')).toMatch(/^0x60/)
      expect(await run('test', 'nodejs', '--network', 'dac')).toMatch(/^ {2}5 passing/m)
    } finally {
      project.remove()
    }
  })

  // Foundry is not there on every platform; hasTool tells of its absence.
  it.skipIf(!hasTool('forge'))(
    'forge script broadcasts what it simulated, forge create deploys',
    async () => {
      const project = copyProject('forge-project')
      const run = (command: string, ...words: string[]) =>
        runTool({
          tool: 'forge',
          arguments: [command, '--rpc-url', gateway.rpcUrl, '--broadcast', '--json', ...words],
          folder: project.path,
          environment: { DAC_KEY: key(2), PAID: address(3) },
        })
      try {
        const lines = (await run('script', 'script/Deploy.s.sol')).trim().split('\n')
        const sent = lines
          .map((line) => JSON.parse(line))
          .filter(({ tx_hash }) => tx_hash !== undefined)
        expect(sent.map(({ status }) => status)).toEqual(['success', 'success', 'success'])
        const receipts = await devnet.dac().receipts(sent.map(({ tx_hash }) => tx_hash))
        expect(receipts.map((receipt) => receipt?.status)).toEqual(['0x1', '0x1', '0x1'])
        const token = sent.find(({ contract_address }) => contract_address)?.contract_address
        const balanceOf = `0x70a08231${address(3).slice(2).padStart(64, '0')}`
        const paid = await devnet.dac().call('eth_call', { to: token, data: balanceOf }, 'latest')
        expect(Number(paid)).toBe(11)

        const created = JSON.parse(
          await run(
            ...['create', 'src/Token.sol:Token', '--private-key', key(2)],
            ...['--constructor-args', 'Create', 'C'],
          ),
        )
        const [receipt] = await devnet.dac().receipts([created.transactionHash])
        expect(receipt?.status).toBe('0x1')
      } finally {
        project.remove()
      }
    },
  )

  it('web3.js deploys, sends, calls, finds logs and listens over a WebSocket', async () => {
    const web3 = new Web3(gateway.rpcUrl)
    const socket = new Web3(gateway.wsUrl)
    try {
      web3.eth.accounts.wallet.add(key(4))
      expect(await web3.eth.getChainId()).toBe(BigInt(chainId))
      const { abi, bytecode } = compileToken()
      const contract = new web3.eth.Contract(abi as never)
      const from = address(4)
      const deployed = await contract
        .deploy({ data: bytecode, arguments: ['Web3', 'W'] as never })
        .send({ from })
      const token = deployed.options.address as string
      const methods = deployed.methods as Record<string, (...parameters: unknown[]) => Method>
      expect(await methods.totalSupply?.().call()).toBe(SUPPLY)

      const heads: bigint[] = []
      const newHeads = await socket.eth.subscribe('newBlockHeaders')
      newHeads.on('data', ({ number }) => {
        heads.push(BigInt(number as bigint))
      })
      const listened: { transactionHash: string; returnValues: { value: bigint } }[] = []
      const listening = new socket.eth.Contract(abi as never, token)
      const transfers = listening.events.Transfer?.({}) as unknown as {
        on(event: 'data', listener: (log: (typeof listened)[number]) => void): void
      }
      transfers.on('data', (log) => {
        listened.push(log)
      })
      // Sent again until it is heard: the subscription is set up in the background.
      const log = await waitFor('a Transfer over the WebSocket', async () => {
        const receipt = await methods.transfer?.(address(5), 19).send({ from })
        expect(receipt?.status).toBe(1n)
        return listened[0]
      })
      expect(log.returnValues.value).toBe(19n)
      const past = await deployed.getPastEvents('Transfer' as never, { fromBlock: 1 })
      expect(past.map((event) => (event as { transactionHash: string }).transactionHash)).toContain(
        log.transactionHash,
      )
      const receipt = await web3.eth.getTransactionReceipt(log.transactionHash)
      await waitFor('the head of that block', () => heads.includes(BigInt(receipt.blockNumber)))
      await expect(methods.transfer?.(address(5), SUPPLY).call({ from })).rejects.toThrow()

      const [same] = await devnet.dac().receipts([log.transactionHash])
      expect(same?.blockHash).toBe(receipt.blockHash)
    } finally {
      socket.currentProvider?.disconnect()
    }
  })
})

interface Method {
  call(options?: { readonly from: string }): Promise<unknown>
  send(options: { readonly from: string }): Promise<{ readonly status: bigint }>
}
