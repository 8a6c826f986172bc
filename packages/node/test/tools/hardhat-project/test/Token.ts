import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { network } from 'hardhat'

const SUPPLY = 10n ** 24n

describe('Token', async () => {
  const { ethers } = await network.create()

  it('gives its deployer the whole supply', async () => {
    const [deployer] = await ethers.getSigners()
    const token = await ethers.deployContract('Token', ['Hardhat', 'H'])
    assert.equal(await token.getFunction('balanceOf')(deployer), SUPPLY)
  })

  it('moves between accounts and says so in an event', async () => {
    const [deployer, other] = await ethers.getSigners()
    const token = await ethers.deployContract('Token', ['Hardhat', 'H'])
    const sent = await token.getFunction('transfer')(other, 13n)
    const receipt = await sent.wait()
    const [event] = await token.queryFilter('Transfer', receipt.blockNumber)
    assert.equal(event?.transactionHash, sent.hash)
    assert.equal(await token.getFunction('balanceOf')(other), 13n)
    assert.equal(await token.getFunction('balanceOf')(deployer), SUPPLY - 13n)
  })

  it('is used by another account', async () => {
    const [deployer, other] = await ethers.getSigners()
    const token = await ethers.deployContract('Token', ['Hardhat', 'H'])
    await (await token.getFunction('approve')(other, 5n)).wait()
    const asOther = token.connect(other ?? null)
    await (await asOther.getFunction('transferFrom')(deployer, other, 5n)).wait()
    assert.equal(await token.getFunction('balanceOf')(other), 5n)
  })

  it('reverts with the custom error of OpenZeppelin', async () => {
    const [, other] = await ethers.getSigners()
    const token = await ethers.deployContract('Token', ['Hardhat', 'H'])
    await assert.rejects(token.getFunction('transfer')(other, SUPPLY + 1n), ({ data }) => {
      assert.equal(token.interface.parseError(data)?.name, 'ERC20InsufficientBalance')
      return true
    })
  })

  it('stands on a chain whose id and blocks Hardhat reads', async () => {
    const { chainId } = await ethers.provider.getNetwork()
    assert.equal(chainId, BigInt(process.env.DAC_CHAIN_ID as string))
    assert((await ethers.provider.getBlock('latest'))?.hash?.startsWith('0x'))
  })
})
