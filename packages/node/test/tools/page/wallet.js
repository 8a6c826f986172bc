import { JsonRpcProvider, Wallet } from './ethers.js'

// What a wallet puts into a page: an EIP-1193 provider, announced as EIP-6963 says. It signs with a key of its own and
// hands everything else on to the DAC, which is of another origin than the page.
const { rpcUrl, privateKey } = await (await fetch('dac.json')).json()
const node = new JsonRpcProvider(rpcUrl, undefined, { cacheTimeout: -1 })
const wallet = new Wallet(privateKey, node)
let isConnected = false

async function ask(method, params) {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const { result, error } = await response.json()
  if (error !== undefined) throw Object.assign(new Error(error.message), error)
  return result
}

const own = {
  eth_requestAccounts() {
    isConnected = true
    return [wallet.address]
  },
  eth_accounts: () => (isConnected ? [wallet.address] : []),
  async eth_sendTransaction([{ gas, from, ...transaction }]) {
    const sent = await wallet.sendTransaction({ ...transaction, gasLimit: gas })
    return sent.hash
  },
}

const provider = {
  async request({ method, params = [] }) {
    return method in own ? own[method](params) : ask(method, params)
  },
  on() {},
  removeListener() {},
}

const announce = () =>
  window.dispatchEvent(
    new CustomEvent('eip6963:announceProvider', {
      detail: Object.freeze({
        info: { uuid: crypto.randomUUID(), name: 'Test', icon: 'data:,', rdns: 'org.example' },
        provider,
      }),
    }),
  )
window.addEventListener('eip6963:requestProvider', announce)
announce()
