// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";

import {GenesisOutput} from "../../../src/l1/rollup/GenesisOutput.sol";
import {
    GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
    GENESIS_STATE_ROOT
} from "../../../src/l1/rollup/GenesisStateRoot.sol";
import {Test} from "../../Test.sol";

contract GenesisOutputTest is Test {
    function testFuzz_headerRlp_isTheEncodingOfTheHeadersFields(uint256 chainId) public pure {
        bytes[] memory fields = new bytes[](21);
        fields[0] = RLP.encode(bytes32(0)); // parentHash
        fields[1] = RLP.encode(keccak256(RLP.encode(new bytes[](0)))); // ommersHash
        fields[2] = RLP.encode(address(0)); // coinbase
        fields[3] = RLP.encode(GENESIS_STATE_ROOT);
        fields[4] = RLP.encode(bytes32(0)); // transactionsRoot
        fields[5] = RLP.encode(bytes32(0)); // receiptsRoot
        fields[6] = RLP.encode(new bytes(256)); // logsBloom
        fields[7] = RLP.encode(uint256(0)); // difficulty
        fields[8] = RLP.encode(uint256(0)); // number
        fields[9] = RLP.encode(uint256(30_000_000)); // gasLimit
        fields[10] = RLP.encode(uint256(0)); // gasUsed
        fields[11] = RLP.encode(uint256(0)); // timestamp
        fields[12] = RLP.encode(bytes32(chainId)); // extraData
        fields[13] = RLP.encode(bytes32(0)); // mixHash
        fields[14] = RLP.encode(new bytes(8)); // nonce
        fields[15] = RLP.encode(uint256(0.001 gwei)); // baseFeePerGas
        fields[16] = RLP.encode(GENESIS_MESSAGE_PASSER_STORAGE_ROOT); // withdrawalsRoot
        fields[17] = RLP.encode(uint256(0)); // blobGasUsed
        fields[18] = RLP.encode(uint256(0)); // excessBlobGas
        fields[19] = RLP.encode(bytes32(0)); // parentBeaconBlockRoot
        fields[20] = RLP.encode(sha256("")); // requestsHash
        bytes memory expected = RLP.encode(fields);
        vm.assertEq(GenesisOutput.headerRlp(chainId), expected);
        vm.assertEq(GenesisOutput.blockHash(chainId), keccak256(expected));
    }
}
