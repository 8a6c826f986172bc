import { contractArtifact, devParameters, genesisOutputRoot } from '@mvm/protocol'
import { Contract, JsonRpcProvider } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DeploymentFailedError, deployContracts } from '../../src/index.ts'
import { Anvil, anvilAccounts } from '../anvil.ts'

const [deployer] = anvilAccounts as [(typeof anvilAccounts)[number]]

let anvil: Anvil

beforeAll(async () => {
  anvil = await Anvil.start({ args: ['--block-time', '1'] })
})

afterAll(() => anvil.stop())

test('a deployment takes a few L1 blocks and its contracts know one another', async () => {
  const client = anvil.client()
  const contracts = await deployContracts({
    client,
    deployerKey: deployer.privateKey,
    parameters: devParameters,
  })
  const provider = new JsonRpcProvider(anvil.url, undefined, { pollingInterval: 50 })
  const comCo = new Contract(contracts.comCo, contractArtifact('ComCo').abi, provider)
  const registry = new Contract(contracts.dacManager, contractArtifact('DACManager').abi, provider)
  const chain = new Contract(
    contracts.stateCommitmentChain,
    contractArtifact('StateCommitmentChain').abi,
    provider,
  )
  const head = await client.block('latest')
  expect((head?.number ?? Number.NaN) - contracts.deploymentBlock).toBeLessThan(9)

  const rangers: bigint = await registry.getFunction('chainIdOf')('mvm-rangers')
  expect(rangers).toBeGreaterThanOrEqual(2n ** 32n)
  expect(await registry.getFunction('chainIdAt')(0)).toBe(rangers)
  const root = genesisOutputRoot(Number(rangers))
  expect(await comCo.getFunction('genesisOutputRoot')(rangers)).toBe(root)
  expect(await chain.getFunction('verifyOutputRoot')(rangers, 0, root, 0, 0, [])).toBe(true)
  provider.destroy()
})

test('a constructor that reverts fails the deployment by name', async () => {
  const deployment = deployContracts({
    client: anvil.client(),
    deployerKey: deployer.privateKey,
    parameters: { ...devParameters, rangerBond: 0n },
  })
  const failure = await deployment.catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(DeploymentFailedError)
  expect(failure).toMatchObject({ code: 'DEPLOYMENT_FAILED', contract: 'RangerPool' })
})
