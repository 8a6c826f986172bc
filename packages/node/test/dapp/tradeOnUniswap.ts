import { createRequire } from 'node:module'
import {
  Contract,
  ContractFactory,
  type InterfaceAbi,
  JsonRpcProvider,
  NonceManager,
  Wallet,
} from 'ethers'
import { compileToken } from './compileToken.ts'

const require = createRequire(import.meta.url)
const factoryArtifact = require('@uniswap/v2-core/build/UniswapV2Factory.json')
const pairArtifact = require('@uniswap/v2-core/build/UniswapV2Pair.json')
const routerArtifact = require('@uniswap/v2-periphery/build/UniswapV2Router02.json')
const wethArtifact = require('@uniswap/v2-periphery/build/WETH9.json')

export interface Trade {
  readonly pair: string
  readonly reserves: readonly [bigint, bigint]
  readonly amountOut: bigint
  readonly swapEvents: number
  readonly transferEvents: number
  readonly lastBlockNumber: number
  readonly lastBlockHash: string
}

/**
 * What a dApp developer does on any Ethereum chain, with ethers and published artifacts and nothing of this
 * project: deploys two OpenZeppelin tokens and Uniswap v2, adds liquidity, swaps, and reads the logs back.
 */
export async function tradeOnUniswap(rpcUrl: string, privateKey: string): Promise<Trade> {
  const provider = new JsonRpcProvider(rpcUrl, undefined, { pollingInterval: 50 })
  try {
    const wallet = new Wallet(privateKey, provider)
    const signer = new NonceManager(wallet)
    const deploy = async (abi: InterfaceAbi, bytecode: string, ...parameters: unknown[]) => {
      const contract = await new ContractFactory(abi, bytecode, signer).deploy(...parameters)
      await contract.waitForDeployment()
      return new Contract(await contract.getAddress(), abi, signer)
    }
    const token = compileToken()
    const a = await deploy(token.abi as InterfaceAbi, token.bytecode, 'Alpha', 'A')
    const b = await deploy(token.abi as InterfaceAbi, token.bytecode, 'Beta', 'B')
    const weth = await deploy(wethArtifact.abi, wethArtifact.bytecode)
    const factory = await deploy(factoryArtifact.abi, factoryArtifact.bytecode, wallet.address)
    const router = await deploy(
      routerArtifact.abi,
      routerArtifact.bytecode,
      await factory.getAddress(),
      await weth.getAddress(),
    )
    const [addressA, addressB, routerAddress] = await Promise.all([
      a.getAddress(),
      b.getAddress(),
      router.getAddress(),
    ])
    const send = async (contract: Contract, method: string, ...parameters: unknown[]) => {
      const response = await contract.getFunction(method)(...parameters)
      const receipt = await response.wait()
      if (receipt?.status !== 1) throw new Error(`${method} failed`)
      return receipt
    }
    const deadline = 2_000_000_000_000
    await send(a, 'approve', routerAddress, 10n ** 24n)
    await send(b, 'approve', routerAddress, 10n ** 24n)
    await send(
      router,
      'addLiquidity',
      ...[addressA, addressB, 10n ** 21n, 2n * 10n ** 21n, 0n, 0n, wallet.address, deadline],
    )
    const before: bigint = await b.getFunction('balanceOf')(wallet.address)
    const swapped = await send(
      router,
      'swapExactTokensForTokens',
      ...[10n ** 18n, 1n, [addressA, addressB], wallet.address, deadline],
    )
    const after: bigint = await b.getFunction('balanceOf')(wallet.address)

    const pairAddress: string = await factory.getFunction('getPair')(addressA, addressB)
    const pair = new Contract(pairAddress, pairArtifact.abi, provider)
    const [reserve0, reserve1] = await pair.getFunction('getReserves')()
    const swaps = await pair.queryFilter('Swap', 0, 'latest')
    const transfers = await a.queryFilter('Transfer', 0, 'latest')
    return {
      pair: pairAddress,
      reserves: [reserve0, reserve1],
      amountOut: after - before,
      swapEvents: swaps.length,
      transferEvents: transfers.length,
      lastBlockNumber: swapped.blockNumber,
      lastBlockHash: swapped.blockHash,
    }
  } finally {
    provider.destroy()
  }
}
