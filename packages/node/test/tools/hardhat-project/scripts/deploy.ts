import { network } from 'hardhat'

const { ethers } = await network.create()
const token = await ethers.deployContract('Token', ['Hardhat', 'H'])
await token.waitForDeployment()
console.log(JSON.stringify({ token: await token.getAddress() }))
