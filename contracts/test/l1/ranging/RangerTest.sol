// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {L1Test} from "../L1Test.sol";

/// @notice Accounts that can join the RangerPool, and state batches for them to check.
abstract contract RangerTest is L1Test {
    address internal alice;
    address internal bob;
    address internal carol;

    function setUp() public {
        deploy();
        alice = account("alice");
        bob = account("bob");
        carol = account("carol");
    }

    function fund(address who) internal {
        metisToken.transfer(who, 10 * MT);
        vm.prank(who);
        metisToken.approve(address(rangerPool), type(uint256).max);
    }

    function join(address who) internal {
        fund(who);
        vm.prank(who, who);
        rangerPool.join();
    }

    /// @dev A transaction batch of so many blocks, and their output roots.
    function appendState(uint256 count) internal {
        advance(1);
        Batch memory made = nextBatch();
        made.blockCount = count;
        append(made);
        bytes32[] memory roots = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) {
            roots[i] = keccak256(abi.encode(i));
        }
        uint256 first = scc.stateTip(chainId).nextBlock;
        bytes32 batchHash = ctc.chainTip(chainId).batchHash;
        vm.prank(sequencer, sequencer);
        scc.appendStateBatch(chainId, first, roots, batchHash);
    }
}
