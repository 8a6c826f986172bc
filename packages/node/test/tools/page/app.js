import { BrowserProvider, Contract, ContractFactory, WebSocketProvider } from './ethers.js'

// What a dApp does: finds a wallet, connects, deploys, sends, and listens over a WebSocket.
let injected
window.addEventListener('eip6963:announceProvider', ({ detail }) => {
  injected = detail.provider
})
window.dispatchEvent(new Event('eip6963:requestProvider'))

async function run() {
  const { wsUrl, token, recipient } = await (await fetch('dac.json')).json()
  const before = await injected.request({ method: 'eth_accounts' })
  const provider = new BrowserProvider(injected, undefined, { cacheTimeout: -1 })
  const signer = await provider.getSigner()
  const { chainId } = await provider.getNetwork()
  const deployed = await new ContractFactory(token.abi, token.bytecode, signer).deploy('Page', 'P')
  await deployed.waitForDeployment()
  const address = await deployed.getAddress()

  const socket = new WebSocketProvider(wsUrl)
  const listening = new Contract(address, token.abi, socket)
  let event
  await listening.on('Transfer', (_from, to, value, { log }) => {
    event ??= { to, value: String(value), transactionHash: log.transactionHash }
  })
  // Sent again until it is heard: the subscription is set up in the background.
  const sent = []
  while (event === undefined) {
    const transfer = await deployed.getFunction('transfer')(recipient, 17n)
    const { status } = await transfer.wait()
    sent.push({ hash: transfer.hash, status })
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  await socket.destroy()
  const refused = await injected
    .request({ method: 'evm_snapshot', params: [] })
    .catch(({ code }) => code)
  return {
    before,
    account: signer.address,
    chainId: String(chainId),
    address,
    sent,
    balance: String(await deployed.getFunction('balanceOf')(recipient)),
    event,
    refused,
  }
}

document.querySelector('#connect').addEventListener('click', async () => {
  const outcome = document.querySelector('#outcome')
  outcome.textContent = await run().then(
    (result) => JSON.stringify(result),
    (error) => JSON.stringify({ error: String(error?.stack ?? error) }),
  )
  outcome.dataset.done = 'true'
})
