// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {L1StandardBridge} from "../../../src/l1/bridge/L1StandardBridge.sol";
import {MetisToken} from "../../../src/l1/token/MetisToken.sol";

/// @notice An L1 contract that deposits what it has, and takes part in what becomes of deposits.
contract Depositor {
    function deposit(MetisToken token, L1StandardBridge bridge, uint256 chainId, address to)
        external
    {
        uint256 amount = token.balanceOf(address(this));
        token.approve(address(bridge), amount);
        bridge.depositMT(chainId, to, amount);
    }

    function refund(L1StandardBridge bridge, uint256 depositId) external {
        bridge.refund(depositId);
    }

    function release(L1StandardBridge bridge, uint256 depositId) external {
        bridge.release(depositId);
    }
}
