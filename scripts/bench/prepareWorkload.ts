import { createRequire } from 'node:module'
import { AbiCoder, Interface, Transaction, Wallet } from 'ethers'
import { rpcBatch, rpcCall } from './rpcBatch.ts'
import type { Target } from './Target.ts'

const ERC20 = createRequire(import.meta.url)('@uniswap/v2-core/build/ERC20.json')
const DEPLOYER = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
const FEES = { maxFeePerGas: 5_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n, type: 2 }

/** Pre-signed ERC-20 transfers from many accounts, each in its own nonce order. */
export interface Workload {
  readonly token: string
  /** Raw transactions in the order of sending. */
  readonly transfers: readonly string[]
}

/** Deploys a token, gives every sender coins and tokens, and signs `count` transfers: all before the clock starts. */
export async function prepareWorkload(
  target: Target,
  count: number,
  senderCount: number,
): Promise<Workload> {
  const { rpcUrl, chainId } = target
  const deployer = new Wallet(DEPLOYER)
  let nonce = Number(await rpcCall(rpcUrl, 'eth_getTransactionCount', deployer.address, 'latest'))
  const token = await deployToken(rpcUrl, deployer, chainId, nonce++)
  const erc20 = new Interface(ERC20.abi)
  const senders = Array.from({ length: senderCount }, (_, index) => new Wallet(senderKey(index)))
  const grants: string[] = []
  for (const { address } of senders) {
    const coins = { to: address, value: 5n * 10n ** 18n, gasLimit: 21_000n }
    grants.push(await deployer.signTransaction({ ...FEES, ...coins, chainId, nonce: nonce++ }))
    const tokens = {
      to: token,
      data: erc20.encodeFunctionData('transfer', [address, 10n ** 20n]),
      gasLimit: 100_000n,
    }
    grants.push(await deployer.signTransaction({ ...FEES, ...tokens, chainId, nonce: nonce++ }))
  }
  for (let i = 0; i < grants.length; i += 20) {
    const part = grants.slice(i, i + 20)
    await rpcBatch(
      rpcUrl,
      part.map((raw) => ['eth_sendRawTransaction', raw] as const),
    )
    await waitFor(rpcUrl, part)
  }
  const transfers: string[] = []
  for (let i = 0; transfers.length < count; i++) {
    for (const [index, sender] of senders.entries()) {
      if (transfers.length === count) break
      const recipient = senders[(index + 1) % senders.length] as Wallet
      const data = erc20.encodeFunctionData('transfer', [recipient.address, 1n])
      const fields = { to: token, data, gasLimit: 80_000n, chainId, nonce: i }
      transfers.push(await sender.signTransaction({ ...FEES, ...fields }))
    }
  }
  return { token, transfers }
}

async function deployToken(
  rpcUrl: string,
  deployer: Wallet,
  chainId: number,
  nonce: number,
): Promise<string> {
  const supply = AbiCoder.defaultAbiCoder()
    .encode(['uint256'], [10n ** 24n])
    .slice(2)
  const raw = await deployer.signTransaction({
    ...FEES,
    chainId,
    nonce,
    gasLimit: 3_000_000n,
    data: `0x${ERC20.bytecode}${supply}`,
  })
  const [receipt] = await sendAndWait(rpcUrl, [raw])
  return receipt?.contractAddress as string
}

async function sendAndWait(rpcUrl: string, raws: readonly string[]) {
  await rpcBatch(
    rpcUrl,
    raws.map((raw) => ['eth_sendRawTransaction', raw] as const),
  )
  return waitFor(rpcUrl, raws)
}

/** Waits until all are mined, successfully. */
export async function waitFor(rpcUrl: string, raws: readonly string[]) {
  const hashes = raws.map((raw) => Transaction.from(raw).hash)
  for (;;) {
    const receipts = (await rpcBatch(
      rpcUrl,
      hashes.map((hash) => ['eth_getTransactionReceipt', hash] as const),
    )) as ({ status: string; contractAddress: string | null } | null)[]
    if (receipts.every((receipt) => receipt !== null)) {
      if (receipts.some((receipt) => receipt?.status !== '0x1'))
        throw new Error('a transaction failed')
      return receipts
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function senderKey(index: number): string {
  return `0x${(0x5eed_0000 + index).toString(16).padStart(64, '0')}`
}
