// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Token} from "../src/Token.sol";

interface Vm {
    function startBroadcast(uint256 privateKey) external;
    function stopBroadcast() external;
    function envUint(string calldata name) external view returns (uint256);
    function envAddress(string calldata name) external view returns (address);
}

/// Deploys a token twice, once with CREATE and once with CREATE2 by the proxy, and pays somebody out of the first.
contract Deploy {
    bool public constant IS_SCRIPT = true;
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function run() external returns (Token token, Token salted) {
        VM.startBroadcast(VM.envUint("DAC_KEY"));
        token = new Token("Forge", "F");
        require(token.transfer(VM.envAddress("PAID"), 11), "not paid");
        salted = new Token{salt: bytes32(uint256(1))}("Salted", "S");
        VM.stopBroadcast();
    }
}
