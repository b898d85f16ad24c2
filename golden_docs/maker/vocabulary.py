"""Made-up but plausible words: regions with their authorities, lines of trade, people."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """A place of registration: real administrative names and code, invented streets."""

    province: str
    city: str
    district: str
    code: str
    postcode: str
    area_code: str
    short: str
    industry_office: str
    registrar: str
    authorities: tuple[str, str, str]


REGIONS = (
    Region(
        "安徽省",
        "芜湖市",
        "鸠江区",
        "340207",
        "241000",
        "0553",
        "芜湖",
        "安徽省经济和信息化厅",
        "芜湖市鸠江区市场监督管理局",
        ("安徽省科学技术厅", "安徽省财政厅", "国家税务总局安徽省税务局"),
    ),
    Region(
        "湖南省",
        "株洲市",
        "天元区",
        "430211",
        "412000",
        "0731",
        "株洲",
        "湖南省工业和信息化厅",
        "株洲市天元区市场监督管理局",
        ("湖南省科学技术厅", "湖南省财政厅", "国家税务总局湖南省税务局"),
    ),
    Region(
        "四川省",
        "绵阳市",
        "涪城区",
        "510703",
        "621000",
        "0816",
        "绵阳",
        "四川省经济和信息化厅",
        "绵阳市涪城区行政审批局",
        ("四川省科学技术厅", "四川省财政厅", "国家税务总局四川省税务局"),
    ),
)
"""Where companies made from a seed are registered."""

ALL_REGIONS = (
    *REGIONS,
    Region(
        "湖北省",
        "宜昌市",
        "伍家岗区",
        "420503",
        "443000",
        "0717",
        "宜昌",
        "湖北省经济和信息化厅",
        "宜昌市伍家岗区市场监督管理局",
        ("湖北省科学技术厅", "湖北省财政厅", "国家税务总局湖北省税务局"),
    ),
)


@dataclass(frozen=True)
class Trade:
    """A line of trade: industry codes, the main product, and what its papers talk about."""

    suffix: str
    industry_2: tuple[str, str]
    industry_4: tuple[str, str]
    product: str
    second_product: str
    category: tuple[str, str]
    standard: str
    scope: str
    inventions: tuple[str, ...]
    utilities: tuple[str, ...]
    design: str
    software: tuple[tuple[str, str], ...]
    leaders: tuple[str, str, str]
    customers: tuple[str, str, str]
    siji: str
    gap: str
    note: str
    results: str
    partners: tuple[str, str]
    trademark: str
    trademark_class: tuple[str, str]
    association: str


TRADES = (
    Trade(
        "精密传动科技股份有限公司",
        ("34", "通用设备制造业"),
        ("3451", "滚动轴承制造"),
        "高速精密角接触球轴承",
        "精密滚珠丝杠支承单元",
        ("角接触球轴承", "34051003"),
        "GB/T 292-2007 滚动轴承 角接触球轴承 外形尺寸",
        "精密轴承、滚珠丝杠及传动部件的研发、设计、制造和销售",
        (
            "一种高速角接触球轴承保持架及其加工方法",
            "一种轴承沟道超精研磨装置及控制方法",
            "一种轴承预紧力在线检测系统",
        ),
        (
            "一种轴承套圈自动上料机构",
            "一种轴承清洗烘干一体机",
            "一种轴承内圈磨削用夹具",
            "一种滚珠丝杠支承座",
        ),
        "轴承支承单元（JZ-6）",
        (("鹿溪轴承振动数据采集分析软件", "V2.0"), ("鹿溪磨削产线执行管理系统", "V1.0")),
        ("北辰澜轴承集团有限公司", "瑞典斯瓦特轴承公司", "东海岚精工股份有限公司"),
        ("苍梧岭数控机床有限公司", "云麓重型装备集团有限公司", "海澄电主轴有限公司"),
        "核心基础零部件（元器件）",
        "高速电主轴用精密轴承",
        "率先实现高速陶瓷球轴承寿命翻倍的关键工艺",
        "高速轴承磨削与装配工艺已批量应用",
        ("江淮理工学院", "皖江机械研究所"),
        "鹿溪传动",
        ("7", "轴承（机器部件）；滚珠轴承；机器传动装置"),
        "中国精密传动行业协会",
    ),
    Trade(
        "智能感测技术有限公司",
        ("39", "计算机、通信和其他电子设备制造业"),
        ("3983", "敏感元件及传感器制造"),
        "高温微机电压力传感器",
        "压力变送器组件",
        ("压力传感器", "39080615"),
        "GB/T 15478-2015 压力传感器性能试验方法",
        "传感器、敏感元件及测量仪表的研发、生产、销售和技术服务",
        (
            "一种高温压力敏感芯片的封装结构及方法",
            "一种微机电压力传感器温度补偿方法",
            "一种传感器老化筛选系统",
        ),
        (
            "一种压力传感器标定工装",
            "一种抗振型压力变送器壳体",
            "一种传感器引线键合定位夹具",
            "一种多通道传感器测试台",
        ),
        "压力变送器（YC-3）",
        (("云汀压力传感器标定软件", "V1.2"), ("云汀传感数据云服务平台", "V1.0")),
        ("德国赫尔曼传感公司", "北屿敏感器件股份有限公司", "东川仪表集团有限公司"),
        ("岳麓工程机械集团有限公司", "湘澜轨道装备有限公司", "长岭航空动力有限公司"),
        "核心基础零部件（元器件）",
        "航空发动机高温压力测量",
        "首创双膜片温度自补偿敏感芯片结构",
        "高温敏感芯片已用于轨道装备",
        ("湘江工程大学", "岳麓传感技术研究院"),
        "云汀感测",
        ("9", "传感器；压力指示器；测量仪器"),
        "中国传感器应用行业协会",
    ),
    Trade(
        "电力电子股份有限公司",
        ("38", "电气机械和器材制造业"),
        ("3824", "电力电子元器件制造"),
        "大功率模块用叠层母排",
        "直流支撑电容组件",
        ("电力电子元器件", "38090412"),
        "GB/T 5585.1-2018 电工用铜、铝及其合金母线",
        "电力电子元器件、母排及电容组件的研发、制造和销售",
        ("一种低电感叠层母排及其压合方法", "一种母排局部放电检测方法", "一种电容与母排一体化组件"),
        (
            "一种叠层母排热压模具",
            "一种母排折弯定位机构",
            "一种母排绝缘耐压测试夹具",
            "一种电容组件散热结构",
        ),
        "叠层母排（DM-2）",
        (("青杉母排参数化设计软件", "V3.1"), ("青杉生产过程追溯系统", "V1.0")),
        ("法国罗杰电气公司", "西岭电力电子股份有限公司", "南澳母线科技有限公司"),
        ("蜀峰牵引电气有限公司", "川江风电装备有限公司", "锦屏储能科技有限公司"),
        "核心基础零部件（元器件）",
        "轨道牵引变流器母排",
        "国内首家实现十纳亨以下母排量产",
        "低电感母排已批量用于风电变流",
        ("涪江理工大学", "绵州电气研究院"),
        "青杉电气",
        ("9", "汇流排；电力电子元件；电容器"),
        "中国电力电子配套行业协会",
    ),
)
_BRANDS = ("鹿鸣溪", "云汀澜", "青杉岭", "石笋泉", "听雪舟")
_SURNAMES = "陆江沈顾柳岑阮祁卓宁戚焦穆翟"
_GIVEN = (
    "明远",
    "思齐",
    "若涵",
    "景行",
    "书航",
    "雨桐",
    "志恒",
    "安澜",
    "启明",
    "清和",
    "嘉木",
    "望舒",
    "怀瑾",
    "子衿",
    "长青",
    "墨言",
)
STREETS = ("望溪路", "松岚大道", "鹭洲东路", "桐荫路")


def brand(region: Region, number: int) -> str:
    """The invented brand word of a company name."""
    return region.short + _BRANDS[number % len(_BRANDS)]


def people(rng: random.Random, count: int) -> tuple[str, ...]:
    """Distinct invented names."""
    given = rng.sample(_GIVEN, count)
    return tuple(rng.choice(_SURNAMES) + name for name in given)
