// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {Charter, Permission, TaxBracket} from "../charter/Charter.sol";
import {CharterRules} from "../charter/CharterRules.sol";
import {IMVM_DACMaster} from "./interfaces/IMVM_DACMaster.sol";
import {SystemSenders} from "./SystemSenders.sol";

/// @notice The charter of the DAC that this chain belongs to, in the form that consensus reads.
/// @dev The human form stands beside the bitmaps: each permission's addresses as a set. A bit of
/// `allowed[a]` is set exactly when `a` is in the set of (allow, bit), a bit of `denied[a]` exactly when it
/// is in that of (deny, bit), and only bits of `restricted` and `_denying` have sets that are not empty.
contract MVM_DACMaster is IMVM_DACMaster {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @dev STOP, JUMPDEST, RETURN, REVERT.
    uint256 private constant FORCED = 1 | 1 << 0x5b | 1 << 0xf3 | 1 << 0xfd;

    /// @inheritdoc IMVM_DACMaster
    uint256 public restricted;
    /// @inheritdoc IMVM_DACMaster
    mapping(address account => uint256 bits) public allowed;
    /// @inheritdoc IMVM_DACMaster
    mapping(address account => uint256 bits) public denied;
    TaxBracket[8] private _taxrates;
    /// @inheritdoc IMVM_DACMaster
    address public treasury;
    /// @inheritdoc IMVM_DACMaster
    address public managementContract;
    /// @inheritdoc IMVM_DACMaster
    uint256 public version;

    /// @inheritdoc IMVM_DACMaster
    string public vision;
    /// @inheritdoc IMVM_DACMaster
    string public mission;
    /// @dev Bits for which a permission denies.
    uint256 private _denying;
    mapping(uint8 operation => mapping(uint8 bit => EnumerableSet.AddressSet)) private _addresses;

    modifier onlyManagement() {
        require(msg.sender == managementContract, NotAuthorized(msg.sender));
        _;
    }

    /// @inheritdoc IMVM_DACMaster
    function initialize(Charter calldata charter_) external {
        require(msg.sender == SystemSenders.COM_CO, NotAuthorized(msg.sender));
        require(version == 0, AlreadyInitialized());
        // The bounds of `CharterRules.requireValid` are L1's to keep: here nothing may fail that it lets pass.
        CharterRules.requireManagementContract(charter_.managementContract);
        managementContract = charter_.managementContract;
        _setTreasury(charter_.treasury);
        vision = charter_.vision;
        mission = charter_.mission;
        _addPermissions(charter_.permissions);
        _setTaxRates(charter_.taxrates);
        emit CharterInitialized(_raiseVersion(), charter_);
    }

    /// @inheritdoc IMVM_DACMaster
    function setPermissions(Permission[] calldata permissions_) external onlyManagement {
        uint256 allowing = restricted;
        uint256 denying = _denying;
        for (uint256 bit = 0; bit < 256; bit++) {
            if (_has(allowing, bit)) _removePermission(CharterRules.ALLOW, uint8(bit));
            if (_has(denying, bit)) _removePermission(CharterRules.DENY, uint8(bit));
        }
        _addPermissions(permissions_);
        emit PermissionsSet(_raiseVersion(), permissions_);
    }

    /// @inheritdoc IMVM_DACMaster
    function addPermission(Permission calldata permission) external onlyManagement {
        _addPermission(permission);
        emit PermissionAdded(_raiseVersion(), permission);
    }

    /// @inheritdoc IMVM_DACMaster
    function removeAddresses(Permission calldata permission) external onlyManagement {
        uint8 operation = permission.operation;
        uint8 bit = permission.bit;
        EnumerableSet.AddressSet storage set = _addresses[operation][bit];
        mapping(address => uint256) storage bits = _bitsOf(operation);
        for (uint256 i = 0; i < permission.addresses.length; i++) {
            address account = permission.addresses[i];
            if (set.remove(account)) bits[account] &= ~(1 << bit);
        }
        // A permission that denies nobody says nothing.
        if (operation == CharterRules.DENY && set.length() == 0) _denying &= ~(1 << bit);
        emit AddressesRemoved(_raiseVersion(), permission);
    }

    /// @inheritdoc IMVM_DACMaster
    function removePermission(uint8 operation, uint8 bit) external onlyManagement {
        _removePermission(operation, bit);
        emit PermissionRemoved(_raiseVersion(), operation, bit);
    }

    /// @inheritdoc IMVM_DACMaster
    function setTaxRates(TaxBracket[] calldata taxrates_) external {
        require(
            msg.sender == managementContract || msg.sender == SystemSenders.COM_CO,
            NotAuthorized(msg.sender)
        );
        _setTaxRates(taxrates_);
        emit TaxRatesSet(_raiseVersion(), taxrates_, msg.sender);
    }

    /// @inheritdoc IMVM_DACMaster
    function setTreasury(address treasury_) external onlyManagement {
        _setTreasury(treasury_);
        emit TreasurySet(_raiseVersion(), treasury_);
    }

    /// @inheritdoc IMVM_DACMaster
    function setManagementContract(address managementContract_) external onlyManagement {
        CharterRules.requireManagementContract(managementContract_);
        if (treasury == managementContract) treasury = managementContract_;
        managementContract = managementContract_;
        emit ManagementContractSet(_raiseVersion(), managementContract_);
    }

    /// @inheritdoc IMVM_DACMaster
    function setVision(string calldata vision_) external onlyManagement {
        vision = vision_;
        emit VisionSet(_raiseVersion(), vision_);
    }

    /// @inheritdoc IMVM_DACMaster
    function setMission(string calldata mission_) external onlyManagement {
        mission = mission_;
        emit MissionSet(_raiseVersion(), mission_);
    }

    /// @inheritdoc IMVM_DACMaster
    function permMask(address account) external view returns (uint256) {
        return (~denied[account] & (~restricted | allowed[account])) | FORCED;
    }

    /// @inheritdoc IMVM_DACMaster
    function taxrates() public view returns (TaxBracket[] memory list) {
        uint256 count = 0;
        while (count < _taxrates.length && !_isEnd(_taxrates[count])) count++;
        list = new TaxBracket[](count);
        for (uint256 i = 0; i < count; i++) {
            list[i] = _taxrates[i];
        }
    }

    /// @inheritdoc IMVM_DACMaster
    function permissions() public view returns (Permission[] memory list) {
        list = new Permission[](_count(restricted) + _count(_denying));
        uint256 next = _list(list, 0, CharterRules.ALLOW, restricted);
        _list(list, next, CharterRules.DENY, _denying);
    }

    /// @inheritdoc IMVM_DACMaster
    function addressCount(uint8 operation, uint8 bit) external view returns (uint256) {
        return _addresses[operation][bit].length();
    }

    /// @inheritdoc IMVM_DACMaster
    function addresses(uint8 operation, uint8 bit, uint256 start, uint256 end)
        external
        view
        returns (address[] memory)
    {
        return _addresses[operation][bit].values(start, end);
    }

    /// @inheritdoc IMVM_DACMaster
    function charter() external view returns (Charter memory) {
        return Charter({
            vision: vision,
            mission: mission,
            permissions: permissions(),
            taxrates: taxrates(),
            treasury: treasury,
            managementContract: managementContract
        });
    }

    function _addPermissions(Permission[] calldata permissions_) private {
        for (uint256 i = 0; i < permissions_.length; i++) {
            _addPermission(permissions_[i]);
        }
    }

    function _addPermission(Permission calldata permission) private {
        uint8 operation = permission.operation;
        uint256 flag = 1 << permission.bit;
        EnumerableSet.AddressSet storage set = _addresses[operation][permission.bit];
        mapping(address => uint256) storage bits = _bitsOf(operation);
        if (operation == CharterRules.ALLOW) restricted |= flag;
        else if (permission.addresses.length > 0) _denying |= flag;
        for (uint256 i = 0; i < permission.addresses.length; i++) {
            address account = permission.addresses[i];
            if (set.add(account)) bits[account] |= flag;
        }
    }

    function _removePermission(uint8 operation, uint8 bit) private {
        EnumerableSet.AddressSet storage set = _addresses[operation][bit];
        mapping(address => uint256) storage bits = _bitsOf(operation);
        if (operation == CharterRules.ALLOW) restricted &= ~(1 << bit);
        else _denying &= ~(1 << bit);
        for (uint256 i = 0; i < set.length(); i++) {
            bits[set.pos(i)] &= ~(1 << bit);
        }
        set.clear();
    }

    function _setTreasury(address treasury_) private {
        treasury = treasury_ == address(0) ? managementContract : treasury_;
    }

    function _setTaxRates(TaxBracket[] calldata taxrates_) private {
        uint256 first = CharterRules.requireTaxRates(taxrates_);
        for (uint256 i = 0; i < _taxrates.length; i++) {
            if (first + i < taxrates_.length) _taxrates[i] = taxrates_[first + i];
            else delete _taxrates[i];
        }
    }

    function _raiseVersion() private returns (uint256 raised) {
        raised = version + 1;
        version = raised;
    }

    function _bitsOf(uint8 operation) private view returns (mapping(address => uint256) storage) {
        CharterRules.requireOperation(operation);
        return operation == CharterRules.ALLOW ? allowed : denied;
    }

    /// @dev Writes the permissions of one operation into `list` from `next` on.
    function _list(Permission[] memory list, uint256 next, uint8 operation, uint256 bits)
        private
        view
        returns (uint256)
    {
        for (uint256 bit = 0; bit < 256; bit++) {
            if (!_has(bits, bit)) continue;
            address[] memory accounts = _addresses[operation][uint8(bit)].values();
            list[next++] = Permission(operation, uint8(bit), accounts);
        }
        return next;
    }

    function _has(uint256 bits, uint256 bit) private pure returns (bool) {
        return bits >> bit & 1 == 1;
    }

    function _count(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) {
            count++;
        }
    }

    function _isEnd(TaxBracket storage bracket) private view returns (bool) {
        return bracket.threshold == 0 && bracket.rate == 0;
    }
}
