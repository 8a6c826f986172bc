// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IStateCommitmentChain} from "../../src/l1/rollup/interfaces/IStateCommitmentChain.sol";

/// @notice A dispute game whose outcome the test decides.
/// @dev Has what StateCommitmentChain asks of `IDisputeGame`.
contract TestDisputeGame {
    IStateCommitmentChain private _chain;
    mapping(uint256 chainId => uint256 stateBatchIndex) private _disputed;

    function setChain(IStateCommitmentChain chain) external {
        _chain = chain;
    }

    /// @dev 0 for none: state batch 0 cannot be disputed.
    function setDisputed(uint256 chainId, uint256 stateBatchIndex) external {
        _disputed[chainId] = stateBatchIndex;
    }

    function win(uint256 chainId, uint256 stateBatchIndex) external {
        _chain.deleteStateBatch(chainId, stateBatchIndex);
    }

    function earliestDisputed(uint256 chainId) external view returns (uint256) {
        uint256 disputed = _disputed[chainId];
        return disputed == 0 ? type(uint256).max : disputed;
    }
}
